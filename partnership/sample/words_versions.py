"""Who asked for a document in another version in the sample year, and what became of it."""

EASY_READ = {
    "kind": "easy_read",
    "name": "Rosa Lindqvist-Bell",
    "reach": "email",
    "email": "rosa@marlshire.example",
}
BRAILLE = {"kind": "braille", "channel": "phone", "name": "Mr Hollins", "reach": "post", "post": "4 Mill Lane\nAshby"}
SIGNED = {
    "kind": "other",
    "details": "A film in British Sign Language",
    "channel": "phone",
    "reach": "phone",
    "phone": "01632 960 171, text only",
}
POLISH = {"kind": "language", "details": "Polish", "reach": "email", "email": "d.nowak@marlshire.example"}
LARGE = {"kind": "large", "channel": "paper", "name": "Mrs Orme", "reach": "post", "post": "22 Ferry Road\nDene"}
VOLUME = "one volume in Braille, 14 pages"
PRINT = "12 pages in 20 point type, on yellow paper"
NOT_MADE = (
    "We have nobody who can sign it this year, and a film would take three months. The co-ordinator can go through the "
    "page with you and an interpreter at the Hillview Centre. Text us a day that suits you."
)
EASY_READ_TEXT = """What we asked, and what we found: Easy Read

We asked families about breaks.
A break is time away, for your child or for you.

315 people told us what they think.
Many people said: it is hard to get a break at night.
Many people said: the forms are too long.

The council answered.
It wrote down what it will do, and by when.
You can see each promise on our website.

Do you want to talk about it?
Call us. We can also come to you.
"""
