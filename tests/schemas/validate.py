#!/usr/bin/env python3
"""validate.py EPSOM FOLDER: whether the outputs that record.sh kept in FOLDER are what `epsom schema` says.

Each schema is one of draft 2020-12. Each output has the keys that it says, and no other, though the schema allows more.
Each key has a value somewhere. An output that lacks a key, or has a value of another type, another word or another
form, is refused.
"""

import copy
import json
import subprocess
import sys
from pathlib import Path

from jsonschema import Draft202012Validator

epsom, folder = sys.argv[1], Path(sys.argv[2])
faults = []


def said(*arguments):
    return subprocess.run([epsom, *arguments], check=True, capture_output=True, text=True).stdout


def closed(schema):
    """The same, but that keys that are not named are refused."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    copied = {key: closed(part) for key, part in schema.items()}
    if isinstance(schema.get("properties"), dict):
        copied["additionalProperties"] = False
    return copied


class Schema:
    def __init__(self, name, commands):
        self.name = name
        self.commands = [command.removeprefix("epsom ").split() for command in commands.split(", ")]
        self.whole = json.loads(said("schema", name))
        Draft202012Validator.check_schema(self.whole)
        if self.whole["$id"] != "urn:epsom:" + name.replace("/", ":"):
            faults.append(f"{name}: its $id is {self.whole['$id']}")
        strict = closed(self.whole)
        self.open = Draft202012Validator(self.whole)
        self.document = Draft202012Validator(strict)
        self.row = Draft202012Validator(row_of(strict)) if "row" in strict.get("$defs", {}) else None
        self.unseen = {(place, key) for place, properties in self.objects() for key in properties}
        self.seen = set()
        self.samples = []  # each brought a key that was not seen before

    def objects(self):
        """The name of each object, and its properties; that of the document is empty."""
        for name, part in [("", self.whole), *self.whole.get("$defs", {}).items()]:
            if "properties" in part:
                yield name, part["properties"]

    def find(self, schema, value):
        """The object that a schema with references means for a value, and its name."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            found = self.whole["$defs"][name]
            return self.find(found, value) if "anyOf" in found else (name, found)
        for choice in schema.get("anyOf", []):
            name, found = self.find(choice, value)
            if "properties" in found and isinstance(value, dict) and all(key in value for key in found["required"]):
                words = found["properties"].get("type", found["properties"].get("state", {})).get("enum")
                if not words or value.get("type", value.get("state", words[0])) in words:
                    return name, found
        return "", schema

    def visit(self, schema, value, place=""):
        """Each (object's name, its schema, the object, key) of a value, however deep."""
        name, found = self.find(schema, value)
        if "properties" in found and isinstance(value, dict):
            for key, inner in found["properties"].items():
                if key in value:
                    yield name or place, found, value, key
                    yield from self.visit(inner, value[key], place)
        elif isinstance(value, list):
            for one in value:
                yield from self.visit(found.get("items", {}), one, place)

    def check(self, validator, root, value, origin):
        for error in validator.iter_errors(value):
            faults.append(f"{origin}: {self.name}: {list(error.absolute_path)}: {error.message[:300]}")
            return
        fresh = {(name, key) for name, _, inner, key in self.visit(root, value) if inner[key] is not None} & self.unseen
        if fresh:
            self.unseen -= fresh
            self.seen |= fresh
            self.samples.append((validator, root, value))
            later = {**value, "added_later": 1}
            if validator.is_valid(later) or (validator is self.document and not self.open.is_valid(later)):
                faults.append(f"{self.name}: a key that it does not name is not looked at as it should be")

    def refuses_mutations(self):
        done = set()
        for validator, root, sample in self.samples:
            changed = copy.deepcopy(sample)
            for name, found, inner, key in list(self.visit(root, changed)):
                for how, spoiled in mutations(found, inner, key):
                    if (name, key, how) in done:
                        continue
                    done.add((name, key, how))
                    before = dict(inner)
                    inner.clear()
                    inner.update(spoiled)
                    if validator.is_valid(changed):
                        faults.append(f"{self.name}: {name or 'document'}: accepts '{key}' {how}")
                    inner.clear()
                    inner.update(before)
        return len(done)


def row_of(schema):
    return {"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": "#/$defs/row"}


def mutations(found, inner, key):
    schema = found["properties"][key]
    if key in found["required"]:
        yield "missing", {k: v for k, v in inner.items() if k != key}
    yield "of another type", {**inner, key: {"x": []} if isinstance(inner[key], list) else [[]]}
    nullable = "null" in schema.get("type", []) or {"type": "null"} in schema.get("anyOf", [])
    if inner[key] is not None and not nullable:
        yield "null", {**inner, key: None}
    if "enum" in schema or "const" in schema:
        yield "of another word", {**inner, key: "other"}
    if "pattern" in schema:
        yield "of another form", {**inner, key: "1.2.26"}
    if schema.get("type") in ("integer", ["integer", "null"]):
        yield "with a part", {**inner, key: 1.5}


schemas = [Schema(*(part.strip() for part in line.split(None, 1))) for line in said("schema").splitlines()]
by_name = {schema.name: schema for schema in schemas}


def schema_of_rows(arguments):
    grouped = any(word in ("source", "what", "hour") for word in arguments)
    if "report" in arguments and grouped and "--by" in arguments:
        return by_name["report-breakdown/1"]
    return max(schemas, key=lambda schema: max(
        len(command) if all(word in arguments for word in command) else 0 for command in schema.commands))


documents = rows = 0
for file in sorted(folder.glob("*.out")):
    arguments = file.with_suffix(".args").read_text().split("\0")[:-1]
    text = file.read_text()
    if not text.startswith("{"):
        continue  # refused, csv, or nothing to say
    origin = "epsom " + " ".join(arguments)
    try:
        whole = json.loads(text)
    except json.JSONDecodeError:
        whole = None
    if whole and "schema" in whole and "type" not in whole:
        schema = by_name.get(whole["schema"].removeprefix("epsom/"))
        if schema is None:
            faults.append(f"{origin}: {whole['schema']} has no schema")
            continue
        schema.check(schema.document, schema.whole, whole, origin)
        documents += 1
        continue
    try:
        lines = [json.loads(line) for line in text.splitlines()]
    except json.JSONDecodeError as error:
        faults.append(f"{origin}: neither json nor ndjson: {error}")
        continue
    rows += len(lines)
    exported = lines[0].get("type") == "epsom"
    schema = by_name["export/2"] if exported else schema_of_rows(arguments)
    for line in lines:
        if exported:
            schema.check(schema.document, schema.whole, line, origin)
        else:
            schema.check(schema.row, {"$ref": "#/$defs/row"}, line, origin)

# Entries, days and results are objects of several schemas: a key has a value in one of them.
seen = {(json.dumps(properties), key) for schema in schemas for place, properties in schema.objects()
        for key in properties if (place, key) in schema.seen}
mutated = 0
for schema in schemas:
    objects = dict(schema.objects())
    for place, key in sorted(schema.unseen):
        if (json.dumps(objects[place]), key) in seen:
            continue
        faults.append(f"{schema.name}: {place or 'document'}: '{key}' never has a value in any output")
    mutated += schema.refuses_mutations()
for fault in faults:
    print(fault)
print(f"{len(schemas)} schemas; {documents} outputs of json and {rows} lines of ndjson; {mutated} changes refused")
if not documents or not rows or not mutated:
    faults.append("nothing was looked at")
sys.exit(1 if faults else 0)
