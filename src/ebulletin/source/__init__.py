"""The one place that knows YAML and front matter, and where each field stands."""

from ebulletin.source.load import decode, read_item_source, read_yaml_source
from ebulletin.source.model import Loc, Source, Value

__all__ = ["Loc", "Source", "Value", "decode", "read_item_source", "read_yaml_source"]
