/** Twin: ../count-up.ts. */
export function countUp(order: usize, begin: i32, end: i32): void {
  let i = begin
  for (; i < end && (i & 3) != 0; i++) store<i32>(order + (usize(i) << 2), i)
  let four = i32x4.add(i32x4.splat(i), i32x4(0, 1, 2, 3))
  for (; i + 4 <= end; i += 4) {
    v128.store(order + (usize(i) << 2), four)
    four = i32x4.add(four, i32x4.splat(4))
  }
  for (; i < end; i++) store<i32>(order + (usize(i) << 2), i)
}
