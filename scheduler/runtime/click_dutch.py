"""Click in Dutch: help, usage errors and the exit codes. Knows no command."""

from __future__ import annotations

import errno
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, NoReturn

import click

from scheduler.runtime.exit import ExitCode, RefusedError, leave_at_once
from scheduler.runtime.interrupt import was_interrupted

HELP_OF_HELP = "Deze uitleg."


class DutchCommand(click.Command):
    """A command whose help reads Dutch; ``example`` is shown last and is never left out."""

    def __init__(self, name: str | None, example: str = "", **kwargs: Any) -> None:
        super().__init__(name, **{"options_metavar": "[OPTIES]", **kwargs})
        self.example = example

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Gebruik: ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = HELP_OF_HELP
        return option

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx)) is not None]
        rows = [(names, text.replace("[required]", "[verplicht]")) for names, text in records]
        with formatter.section("Opties"):
            formatter.write_dl(rows)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Voorbeeld"):
            for line in self.example.splitlines():
                formatter.write(f"{'':>{formatter.current_indent}}{line}\n")


class DutchGroup(DutchCommand, click.Group):
    """The program: ends every command with an exit code and never with a trace."""

    def __init__(self, name: str | None, example: str = "", **kwargs: Any) -> None:
        metavar = "OPDRACHT [OPTIES VAN DE OPDRACHT]"
        super().__init__(name, example, **{"subcommand_metavar": metavar, **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = [(name, command.short_help or "") for name, command in self.commands.items()]
        with formatter.section("Opdrachten"):
            formatter.write_dl(rows)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Like click's, but the answer of a command is its exit code."""
        given = list(sys.argv[1:] if args is None else args)
        code = self._code(given, prog_name or "plaatswijzer", complete_var, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _code(self, args: list[str], prog_name: str, complete_var: str | None, extra: dict[str, Any]) -> int:
        try:
            answer = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            return int(answer or 0)
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message())
            return ExitCode.FAULTS
        except click.UsageError as error:
            _tell(usage_text(error))
            return ExitCode.FAULTS
        except RefusedError as refusal:
            _tell(refusal.text)
            return refusal.code
        except (click.Abort, KeyboardInterrupt):
            _stopped()
        except OSError as error:
            return _of_system(error, args)
        except Exception as error:
            if was_interrupted():
                _stopped()
            return _defect(error, args)


def _stopped() -> NoReturn:
    _tell("Gestopt. Er is niets weggeschreven.")
    leave_at_once(ExitCode.QUIT)  # the solving thread cannot be joined in time


def usage_text(error: click.UsageError) -> str:
    """One Dutch sentence for a mistake on the command line, and where the help is."""
    path = error.ctx.command_path if error.ctx is not None else "plaatswijzer"
    return f"{_mistake(error)}\nUitleg: {path} --help"


def _mistake(error: click.UsageError) -> str:
    if isinstance(error, click.NoSuchOption):
        near = f" Bedoelt u {' of '.join(sorted(error.possibilities))}?" if error.possibilities else ""
        return f"De optie {error.option_name} bestaat niet.{near}"
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Er ontbreekt iets: {_name(error.param)}."
    if isinstance(error, click.BadParameter):
        what = f"{_name(error.param)}: " if error.param is not None else ""
        return what + error.message
    if isinstance(error, click.BadOptionUsage):
        return f"Bij de optie {error.option_name} hoort een waarde."
    message = error.format_message()
    if message.startswith("No such command"):
        return _unknown_command(error, message)
    if message.startswith("Got unexpected extra argument"):
        extra = message.partition("(")[2].rpartition(")")[0]
        return f"Hier staat te veel: {extra}."
    return f"De opdracht is niet begrepen: {message}"


def _unknown_command(error: click.UsageError, message: str) -> str:
    word = message.split("'")[1] if "'" in message else ""
    known = list(error.ctx.command.commands) if error.ctx and isinstance(error.ctx.command, click.Group) else []
    near = get_close_matches(word, known, 1, 0.5)
    hint = f" Bedoelt u {near[0]}?" if near else f" Kies uit: {', '.join(known)}."
    return f"De opdracht {word} bestaat niet.{hint}"


def _name(param: click.Parameter) -> str:
    return " / ".join(param.opts) if isinstance(param, click.Option) else (param.metavar or (param.name or "").upper())


def _tell(text: str) -> None:
    click.echo(text, err=True)


def _of_system(error: OSError, args: list[str]) -> int:
    if error.filename is None:
        return _defect(error, args)
    reasons = {
        errno.EACCES: "geen toegang; staat het bestand nog open in Excel?",
        errno.EPERM: "geen toegang; staat het bestand nog open in Excel?",
        errno.ENOSPC: "de schijf is vol",
        errno.EROFS: "hier mag niet geschreven worden",
        errno.ENOENT: "dit bestand of deze map is er niet",
        errno.ENOTDIR: "een deel van dit pad is een bestand en geen map",
        errno.EISDIR: "dit is een map en geen bestand",
        errno.EEXIST: "dit bestaat al",
        errno.ENAMETOOLONG: "deze naam is te lang",
        errno.ELOOP: "dit is een koppeling die naar zichzelf wijst",
        errno.EXDEV: "dit ligt op een andere schijf dan waar het heen moet",
        errno.EDQUOT: "de schijf is vol",
        errno.EIO: "de schijf geeft een fout",
        errno.ESTALE: "de netwerkschijf is weg",
        errno.EBUSY: "dit is in gebruik",
        errno.ETXTBSY: "dit is in gebruik",
    }
    if error.errno not in reasons:
        return _defect(error, args)
    _tell(f"{error.filename}: {reasons[error.errno]}.")
    return ExitCode.FAULTS


def _defect(error: Exception, args: list[str]) -> int:
    from scheduler.runtime import defects

    verb = next((word for word in args if not word.startswith("-")), "-")
    _tell(defects.apology(defects.save(error, verb)))
    return ExitCode.DEFECT
