"""The whole product for a long time, on a disk that is full, and with a clock that jumps."""
