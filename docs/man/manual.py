#!/usr/bin/env python3
"""Writes the man pages. usage: manual.py WIREROOM-PROGRAM FOLDER

wireroom.1 comes from the program's own help and commands.md, wireroom.yaml.5 from Config/wireroom.yaml and settings.md,
wireroom.7 from articles.md: each fact has one source.
"""
import datetime, json, os, pathlib, re, subprocess, sys

here = pathlib.Path(__file__).resolve().parent
root = here.parent.parent


def escaped(text):
    text = text.replace("\\", "\\e").replace("…", "...").replace("-", "\\-").replace("'", "\\(aq")
    return "\\&" + text if text.startswith(".") else text


def inline(text):
    """Markdown within a line: `code` and **bold** become bold, *word* italic, [text](url) its text."""
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    out = []
    for part in re.split(r"(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)", text):
        if len(part) > 2 and part[0] == "`":
            out.append("\\fB" + escaped(part[1:-1]).removeprefix("\\&") + "\\fR")
        elif part.startswith("**"):
            out.append("\\fB" + escaped(part[2:-2]) + "\\fR")
        elif len(part) > 2 and part[0] == "*":
            out.append("\\fI" + escaped(part[1:-1]) + "\\fR")
        else:
            out.append(escaped(part))
    return "".join(out)


def markdown(text):
    """The roff of the Markdown that the sources here use: sections, paragraphs, code, `term`: definition lists."""
    lines, out, index = text.split("\n"), [], 0
    while index < len(lines):
        line = lines[index]
        if line.startswith("```"):
            end = next(i for i in range(index + 1, len(lines)) if lines[i].startswith("```"))
            out += [".PP", ".RS 4", ".nf"] + [escaped(each) for each in lines[index + 1:end]] + [".fi", ".RE"]
            index = end
        elif line.startswith("## "):
            out.append(".SH " + escaped(line[3:].upper()))
        elif line.startswith("### "):
            out.append(".SS " + escaped(line[4:]))
        elif line.startswith("- "):
            item = [line[2:]]
            while index + 1 < len(lines) and lines[index + 1].startswith("  "):
                index += 1
                item.append(lines[index].strip())
            term, colon, rest = " ".join(item).partition(": ")
            if colon and re.fullmatch(r"(`[^`]+`(, )?)+", term):
                out += [".TP", inline(term), inline(rest)]
            else:
                out += [".IP \\(bu 2", inline(" ".join(item))]
        elif line.strip():
            paragraph = [line]
            while index + 1 < len(lines) and lines[index + 1].strip() and not re.match(r"#|- |```", lines[index + 1]):
                index += 1
                paragraph.append(lines[index])
            out += [".PP", inline(" ".join(paragraph))]
        index += 1
    return out


def heading(name, section, version, summary):
    moment = int(os.environ.get("SOURCE_DATE_EPOCH", (root / "CHANGELOG.md").stat().st_mtime))
    day = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc).date()
    return [f'.TH {name.upper()} {section} {day} "Wireroom {version}" "Wireroom manual"', ".nh", ".SH NAME",
            f"{name} \\- {escaped(summary)}"]


def argument(each):
    names = [("--" if n["kind"] == "long" else "-") + n["name"] for n in each.get("names", [])]
    if each["kind"] == "positional":
        return each["valueName"].upper() + ("..." if each["isRepeating"] else "")
    value = " " + each["valueName"].upper() if each["kind"] == "option" else ""
    return ", ".join(sorted(names, key=len)) + value


def synopsis(path, command):
    words = []
    for each in command.get("arguments", []):
        if not each["shouldDisplay"] or each.get("preferredName", {}).get("name") in COMMON | {"help", "version"}:
            continue
        text = "\\fI" + escaped(argument(each)) + "\\fR" if each["kind"] == "positional" else \
            "\\fB" + escaped(argument(each).split(", ")[-1].split(" ")[0]) + "\\fR" + \
            (" \\fI" + escaped(each["valueName"].upper()) + "\\fR" if each["kind"] == "option" else "")
        words.append(text if not each["isOptional"] else "[" + text + "]")
    return [".PP", "\\fBwireroom " + escaped(" ".join(path)) + "\\fR " + " ".join(words)]


def options(command, wanted):
    out = []
    for each in command.get("arguments", []):
        name = each.get("preferredName", {}).get("name", each["valueName"])
        if each["shouldDisplay"] and wanted(name) and name not in ("help", "version"):
            text = each.get("abstract", "")
            if each.get("defaultValue"):
                text += f" (default: {each['defaultValue']})"
            out += [".TP", "\\fB" + escaped(argument(each)) + "\\fR", inline(text)]
    return out


def described(path, command, out):
    own = [each for each in command.get("subcommands", []) if each["shouldDisplay"] and each["commandName"] != "help"]
    if path and not own:
        out += [".SS wireroom " + escaped(" ".join(path))] + synopsis(path, command)
        out += [".PP", inline(command.get("abstract", ""))]
        if command.get("discussion"):
            out += markdown(command["discussion"])
        out += options(command, lambda name: name not in COMMON)
    for each in own:
        described(path + [each["commandName"]], each, out)


COMMON = {"config", "input", "output", "state", "base-url", "listen", "title"}


def commands(program, version):
    help = json.loads(subprocess.run([program, "--experimental-dump-help"], check=True, capture_output=True).stdout)
    top = help["command"]
    summary = "feeds from a folder of article text files"
    out = heading("wireroom", 1, version, summary)
    out += [".SH SYNOPSIS", "\\fBwireroom\\fR \\fICOMMAND\\fR [\\fIOPTIONS\\fR]", ".SH DESCRIPTION"]
    sections = (here / "commands.md").read_text().split("\n## ")
    out += markdown(sections[0]) + [".SH COMMANDS"]
    described([], top, out)
    serve = next(each for each in top["subcommands"] if each["commandName"] == "serve")
    out += [".SH COMMON OPTIONS", ".PP", "Every command that works on a site takes these; each replaces what the settings say."]
    out += options(serve, lambda name: name in COMMON)
    return out + markdown("\n".join("## " + each for each in sections[1:]))


def keys(text):
    """The settings with what Config/wireroom.yaml says of each: the comment lines above a key, and the line itself."""
    out, section, comment, path = [], None, [], ""
    for line in text.split("\n"):
        setting = re.match(r"( *)#?(- )?([a-z_]+):( .*)?$", line)
        note = re.match(r" *# (.*)$", line)
        if setting and not note:
            indent = len(line) - len(line.lstrip(" #-")) if line.lstrip().startswith("#") else len(setting[1])
            if not line.startswith((" ", "#")):
                section = setting[3]
                out.append(".SS " + section)
                if comment:
                    out += [".PP", inline(" ".join(comment))]
                if setting[4] and setting[4].strip():
                    out += [".PP", "Default: \\fB" + escaped(setting[4].strip()) + "\\fR"]
            else:
                shown, _, hint = line.strip().lstrip("#").strip().partition("  # ")
                text = " ".join(comment) or hint.strip()
                if comment and hint:
                    text += " " + hint.strip()
                out += [".TP", "\\fB" + escaped(shown.removeprefix("- ")) + "\\fR", inline(text)]
            comment = []
        elif note:
            comment.append(note[1])
        elif not line.strip():
            comment = []
    return out


def settings(version):
    out = heading("wireroom.yaml", 5, version, "settings of wireroom")
    parts = (here / "settings.md").read_text().split("\n## Keys\n")
    text = (root / "Config/wireroom.yaml").read_text()
    return out + markdown(parts[0]) + [".SH KEYS"] + keys(text.split("\n\n", 1)[1]) + markdown(parts[1])


def articles(version):
    return heading("wireroom", 7, version, "how to write article files for wireroom") + \
        markdown((here / "articles.md").read_text())


def main(program, folder):
    version = subprocess.run([program, "version"], check=True, capture_output=True, text=True).stdout.split()[1]
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for name, lines in [("wireroom.1", commands(program, version)), ("wireroom.yaml.5", settings(version)),
                        ("wireroom.7", articles(version))]:
        (folder / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
