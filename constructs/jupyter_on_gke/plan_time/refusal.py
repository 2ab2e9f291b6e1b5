"""What is refused when a module with plan-time functions is imported."""


class PlanTimeError(SyntaxError):
    """Something in a plan-time function that Terraform does not do as Python does: what, where, what to write."""

    def __init__(self, message: str, *, file: str, line: int) -> None:
        super().__init__(message, (file, line, None, None))
