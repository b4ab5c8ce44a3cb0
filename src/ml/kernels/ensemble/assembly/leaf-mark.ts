/** The bits of the quiet NaN that marks a leaf; the number of the leaf stands in the bits below. */
export const leafMark: i32 = 0x7fc00000
export const leafNumber: u32 = 0x003fffff
