"""How a portfolio is read: pure, without Django."""
