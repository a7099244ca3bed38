"""One element of a DER structure after the other, changed."""

from egovkit.signatures import _der as der


def places(node, path=()):
    """Every element inside, by the way to it."""
    yield path
    if node.tag & 0x20:
        for number, child in enumerate(node.children()):
            yield from places(child, (*path, number))


def damaged(node, path, change):
    """The structure with one element changed."""
    if not path:
        return change(node)
    children = node.children()
    inner = [child.raw for child in children]
    inner[path[0]] = damaged(children[path[0]], path[1:], change)
    return der.encode(node.tag, b"".join(inner))
