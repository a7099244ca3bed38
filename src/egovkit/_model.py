"""The base of egovkit's pydantic models: frozen, closed, silent about input.

Without ``hide_input_in_errors`` pydantic prints the refused value, a citizen's
number included, in the text of every error.
"""

from pydantic import BaseModel, ConfigDict

__all__ = ["Model"]


class Model(BaseModel):
    """A frozen model without unknown fields, whose errors show no input."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        validate_default=True,
        ser_json_inf_nan="constants",
        arbitrary_types_allowed=False,
    )
