"""Reads `municipality.yaml` and `sources/*.yaml` into values, and says what is wrong.

A source is either written out or derived from another (`derived_from`): an
agenda beside the minutes, a corrected version, a copy under another name.
Derived sources say only what differs.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from eval.municipality.layouts import LAYOUTS
from eval.municipality.markup import parse_blocks
from eval.municipality.model import (
    Block,
    Body,
    Item,
    ItemType,
    Kind,
    Member,
    Paragraph,
    Planted,
    Role,
    Section,
    Source,
    Tally,
)

HOME = Path(__file__).parent

SOURCE_KEYS = {
    "body", "date", "kind", "layout", "file", "meeting", "absent", "substitutes",
    "remarks", "header", "items", "planted",
}  # fmt: skip
DERIVED_KEYS = {
    "derived_from", "kind", "layout", "file", "remarks", "only_items", "without_items",
    "replace", "planted",
}  # fmt: skip
ITEM_KEYS = {"number", "title", "case", "type", "route", "public", "tally", "sections"}
SECTION_KEYS = {"heading", "by", "date"}


class SourceError(ValueError):
    """A source that breaks the rules; the message says where and how."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where


@dataclass(frozen=True, slots=True)
class Roster:
    """The members of a body from a date until the next roster."""

    since: datetime.date
    seats: tuple[tuple[str, str | None], ...]


@dataclass(frozen=True)
class Municipality:
    """Its bodies, who sat on them, and which party each person belonged to when."""

    name: str
    bodies: Mapping[str, Body]
    rosters: Mapping[str, tuple[Roster, ...]]
    parties: Mapping[str, tuple[tuple[datetime.date, str], ...]]

    def member(self, name: str, day: datetime.date, office: str | None = None) -> Member:
        """A person with the party of that day; no party for those who have none."""
        held = [party for since, party in self.parties.get(name, ()) if since <= day]
        return Member(name, held[-1] if held else None, office)

    def members(self, body: str, day: datetime.date) -> tuple[Member, ...]:
        """The members of a body on a day, the chair first; none before its first roster."""
        held = [roster for roster in self.rosters[body] if roster.since <= day]
        seats = held[-1].seats if held else ()
        return tuple(self.member(name, day, office) for name, office in seats)


def load_municipality() -> Municipality:
    """Read the people and the bodies."""
    data = _read(HOME / "municipality.yaml")
    return Municipality(
        name=data["name"],
        bodies={entry["name"]: _body(entry) for entry in data["bodies"]},
        rosters={
            entry["name"]: tuple(_roster(roster) for roster in entry["rosters"])
            for entry in data["bodies"]
        },
        parties={name: _party_periods(value) for name, value in data["parties"].items()},
    )


def load_sources(municipality: Municipality, folder: Path = HOME / "sources") -> tuple[Source, ...]:
    """Every source of a folder, by file path; raises `SourceError` on the first mistake."""
    raw = {path.stem: _read(path) for path in sorted(folder.glob("*.yaml"))}
    written = {
        id_: _written(id_, data, municipality)
        for id_, data in raw.items()
        if "derived_from" not in data
    }
    derived = [_derived(id_, data, written) for id_, data in raw.items() if "derived_from" in data]
    sources = sorted([*written.values(), *derived], key=lambda source: source.file)
    files = [source.file for source in sources]
    for file in files:
        if files.count(file) > 1:
            raise SourceError(file, "two sources give this file")
    for source in sources:
        _check(source)
    return tuple(sources)


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise SourceError(path.name, f"not YAML: {error}") from error


def _body(entry: Mapping[str, Any]) -> Body:
    genitive = entry.get("genitive", f"{entry['name']}s")
    return Body(entry["name"], entry["abbreviation"], entry["slug"], genitive)


def _roster(entry: Mapping[str, Any]) -> Roster:
    return Roster(entry["from"], tuple(_seat(text) for text in entry["members"]))


def _seat(text: str) -> tuple[str, str | None]:
    name, _, office = text.partition(", ")
    return name, office or None


def _party_periods(value: Any) -> tuple[tuple[datetime.date, str], ...]:
    if isinstance(value, str):
        return ((datetime.date.min, value),)
    return tuple(sorted(value.items()))


def _written(id_: str, data: Mapping[str, Any], municipality: Municipality) -> Source:
    _known(id_, data, SOURCE_KEYS)
    for key in ("body", "date", "kind", "layout", "meeting", "items"):
        if key not in data:
            raise SourceError(id_, f"{key} is missing")
    if data["body"] not in municipality.bodies:
        raise SourceError(id_, f"{data['body']} is not a body of municipality.yaml")
    body, day = municipality.bodies[data["body"]], data["date"]
    layout = _layout(id_, data["layout"])
    members = municipality.members(body.name, day)
    return Source(
        id=id_,
        municipality=municipality.name,
        body=body,
        date=day,
        kind=Kind(data["kind"]),
        layout=data["layout"],
        file=data.get("file", f"{body.slug}/{day}.{layout.extension}"),
        start=data["meeting"]["start"],
        end=data["meeting"].get("end"),
        place=data["meeting"]["place"],
        members=members,
        absent=tuple(_absent(id_, name, members) for name in data.get("absent", ())),
        substitutes=tuple(municipality.member(n, day) for n in data.get("substitutes", ())),
        remarks=tuple(data.get("remarks", ())),
        items=tuple(_item(id_, entry, municipality) for entry in data["items"]),
        header=data.get("header", True),
        planted=_planted(data),
    )


def _layout(id_: str, name: str) -> Any:
    if name not in LAYOUTS:
        raise SourceError(id_, f"there is no layout {name}; there are {', '.join(LAYOUTS)}")
    return LAYOUTS[name]


def _absent(id_: str, name: str, members: tuple[Member, ...]) -> Member:
    for member in members:
        if member.name == name:
            return member
    raise SourceError(id_, f"{name} is absent but no member")


def _planted(data: Mapping[str, Any]) -> tuple[Planted, ...]:
    return tuple(
        Planted(str(entry["item"]) if "item" in entry else None, entry["kind"], entry["note"])
        for entry in data.get("planted", ())
    )


def _item(id_: str, data: Mapping[str, Any], municipality: Municipality) -> Item:
    where = f"{id_}, item {data.get('number', '?')}"
    _known(where, data, ITEM_KEYS)
    for key in ("number", "title"):
        if key not in data:
            raise SourceError(where, f"{key} is missing")
    case = data.get("case")
    if case is not None and not isinstance(case, str):
        raise SourceError(where, f"the case number {case!r} needs quotation marks")
    return Item(
        number=str(data["number"]),
        title=data["title"],
        case_number=case,
        public=data.get("public", True),
        type=ItemType(data["type"]) if "type" in data else None,
        route=tuple(data.get("route", ())),
        tally=_tally(where, data.get("tally")),
        sections=tuple(_section(where, entry, municipality) for entry in data.get("sections", ())),
    )


def _tally(where: str, data: Mapping[str, Any] | None) -> Tally | None:
    if data is None:
        return None
    _known(where, data, {"for", "against", "abstained", "excused", "reconciles"})
    return Tally(
        ayes=data["for"],
        noes=data["against"],
        abstained=data.get("abstained", 0),
        excused=data.get("excused", 0),
        reconciles=data.get("reconciles", True),
    )


def _section(where: str, data: Mapping[str, Any], municipality: Municipality) -> Section:
    roles = [key for key in data if key not in SECTION_KEYS]
    if len(roles) != 1 or roles[0] not in list(Role):
        raise SourceError(where, f"a section needs exactly one role, not {', '.join(roles)}")
    role, body = Role(roles[0]), data.get("by")
    if body is not None and body not in municipality.bodies:
        raise SourceError(where, f"{body} is not a body of municipality.yaml")
    if (body is None) != (data.get("date") is None):
        raise SourceError(where, "by and date belong together")
    if role is Role.OTHER and "heading" not in data:
        raise SourceError(where, "a section with the role other needs a heading")
    try:
        blocks = parse_blocks(data[role])
    except (ValueError, AttributeError) as error:
        raise SourceError(f"{where}, {role}", str(error)) from error
    if not blocks:
        raise SourceError(f"{where}, {role}", "the text is empty")
    return Section(role, blocks, data.get("heading"), body, data.get("date"))


def _known(where: str, data: Mapping[str, Any], keys: set[str]) -> None:
    if unknown := sorted(set(data) - keys):
        raise SourceError(where, f"unknown key {', '.join(unknown)}")


def _derived(id_: str, data: Mapping[str, Any], written: Mapping[str, Source]) -> Source:
    _known(id_, data, DERIVED_KEYS)
    if data["derived_from"] not in written:
        raise SourceError(id_, f"derived from {data['derived_from']}, which is no written source")
    origin = written[data["derived_from"]]
    kind = Kind(data["kind"])
    items = tuple(_choose(origin.items, data))
    for change in data.get("replace", ()):
        items = tuple(_replaced(id_, items, change))
    if kind.before_meeting:
        items = tuple(_before_meeting(item) for item in items)
    return replace(
        origin,
        id=id_,
        kind=kind,
        layout=data.get("layout", origin.layout),
        file=data["file"],
        end=None if kind.before_meeting else origin.end,
        absent=() if kind.before_meeting else origin.absent,
        substitutes=() if kind.before_meeting else origin.substitutes,
        remarks=tuple(data.get("remarks", () if kind.before_meeting else origin.remarks)),
        items=items,
        derived_from=origin.id,
        planted=_planted(data),
    )


def _choose(items: tuple[Item, ...], data: Mapping[str, Any]) -> Iterator[Item]:
    only = {str(number) for number in data.get("only_items", ())}
    without = {str(number) for number in data.get("without_items", ())}
    for item in items:
        if item.number not in without and (not only or item.number in only):
            yield item


def _before_meeting(item: Item) -> Item:
    """What was on the agenda: the earlier decisions of other bodies stay."""
    ours = (Role.DECISION, Role.VOTE, Role.ABSENT)
    kept = tuple(s for s in item.sections if s.role not in ours or s.body is not None)
    return replace(item, sections=kept, tally=None)


def _replaced(id_: str, items: tuple[Item, ...], change: Mapping[str, str]) -> Iterator[Item]:
    """Change the words of one item; the old words must stand there exactly once."""
    old, new, number = change["old"], change["new"], str(change["item"])
    target = next((item for item in items if item.number == number), None)
    texts = [t for s in (target.sections if target else ()) for t in s.texts()]
    count = sum(text.count(old) for text in texts)
    if count != 1:
        raise SourceError(f"{id_}, item {number}", f"{old!r} stands there {count} times, not once")
    for item in items:
        if item.number != number:
            yield item
            continue
        yield replace(
            item,
            sections=tuple(
                replace(s, blocks=tuple(_reworded(block, old, new) for block in s.blocks))
                for s in item.sections
            ),
        )


def _reworded(block: Block, old: str, new: str) -> Block:
    if isinstance(block, Paragraph):
        return Paragraph(block.text.replace(old, new))
    return block


def _check(source: Source) -> None:
    """The laws that hold over a whole document."""
    numbers = [item.number for item in source.items]
    for number in numbers:
        if numbers.count(number) > 1:
            raise SourceError(source.id, f"two items have the number {number}")
    for item in source.items:
        _check_item(source, item)
    for planted in source.planted:
        if planted.item is not None and planted.item not in numbers:
            raise SourceError(source.id, f"a trap is planted in item {planted.item}, which is none")


def _check_item(source: Source, item: Item) -> None:
    where = f"{source.id}, item {item.number}"
    own = [s for s in item.sections if s.role is Role.DECISION and s.body is None]
    if len(own) > 1:
        raise SourceError(where, "two decisions of the meeting itself; give the earlier one `by`")
    if item.public and not source.kind.before_meeting and not own:
        raise SourceError(where, "minutes without a decision")
    if item.tally and item.tally.reconciles != (item.tally.total == len(source.present)):
        raise SourceError(
            where,
            f"{item.tally.total} votes, but {len(source.present)} members were present; "
            "set reconciles to what is true",
        )
    for section in item.sections:
        if section.date is not None and section.date > source.date:
            raise SourceError(where, f"a decision of {section.date} after the meeting")
    if re.search(r"\s{2}", item.title):
        raise SourceError(where, "two spaces in the title")
