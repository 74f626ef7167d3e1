"""Train, distil and export the encoder. Needs PyTorch (the extra `train`); the package never imports it."""
