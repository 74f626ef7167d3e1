"""allegedly: who said what about whom, through which chain of reporting, anchored to the text."""

__version__ = "0.1.0"
