"""What a form answers to a text that does not fit."""

TOO_LONG = 400


class LongTextMixin:
    """Answers 400 where a text is longer than its field (docs/safety.md); the text is kept on the page."""

    def render_to_response(self, context, **kwargs):
        form = context.get("form")
        errors = form.errors.as_data() if form is not None else {}
        if any(error.code == "max_length" for found in errors.values() for error in found):
            kwargs.setdefault("status", TOO_LONG)
        return super().render_to_response(context, **kwargs)
