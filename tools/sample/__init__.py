"""The invented county Haiyue (海岳县): what `tools/make_sample.py` builds the practice data with."""
