"""What looks as if it identified somebody, marked in a text: names, dates of birth, numbers, schools and places.

Everything here is a pure function of the text and of lists that ship with the portal (`lists/`). Nothing is sent out.
A mark is a question to a person who reads, never an answer: it misses some, and marks some that are none.
"""

from common.marks.finding import marks_in, odd_in
from common.marks.model import Kind, Mark
from common.marks.numbers import is_date
from common.marks.taking_out import put_back_choices, taken_out, were_taken_out

__all__ = ["Kind", "Mark", "is_date", "marks_in", "odd_in", "put_back_choices", "taken_out", "were_taken_out"]
