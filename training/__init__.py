"""Train, distil and export the encoder. Needs PyTorch (`pip install allegedly[train]`); the package never imports it."""
