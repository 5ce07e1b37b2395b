from .Main import parse_command_line

__all__ = ["parse_command_line"]
