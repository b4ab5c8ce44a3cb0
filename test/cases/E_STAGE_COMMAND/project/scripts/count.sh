echo "$(basename "$1") is not finished" >&2
exit 3
