"""The small shape that goes with each state's word, so that colour is never alone."""

# In a box of 12 by 12.
STATES = {
    "done": "M6 0a6 6 0 1 0 .01 0zM5 9 2 6l1.2-1.2L5 6.6l3.8-3.8L10 4z",
    "ongoing": "M6 0a6 6 0 1 0 .01 0zM6 2a4 4 0 0 1 0 8z",
    "decided": "M6 0 12 6 6 12 0 6z",
    "open": "M6 0a6 6 0 1 0 .01 0zM6 2.4a3.6 3.6 0 1 1-.01 0z",
    "neutral": "M1 4.5h10v3H1z",
}
