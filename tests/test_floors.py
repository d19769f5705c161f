"""No room waits for a room that waits for it."""

from collections.abc import Iterator

import grimp
import pytest


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    """Who imports whom, imports for types alone and imports inside functions included."""
    return grimp.build_graph("ebulletin", cache_dir=None)


def test_no_modules_import_each_other_in_a_circle(graph: grimp.ImportGraph) -> None:
    assert sorted(circles(graph)) == []


def test_a_circle_would_be_found() -> None:
    graph = grimp.ImportGraph()
    for importer, imported in (("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")):
        graph.add_import(importer=importer, imported=imported)

    assert list(circles(graph)) == [["a", "b", "c"]]


def circles(graph: grimp.ImportGraph) -> Iterator[list[str]]:
    """Each set of modules from every one of which all the others can be reached."""
    seen: set[str] = set()
    for module in sorted(graph.modules):
        if module in seen:
            continue
        ring = graph.find_upstream_modules(module) & graph.find_downstream_modules(module)
        if ring:
            seen |= ring | {module}
            yield sorted(ring | {module})
