"""What counts as the words of a page, of a text and of a PDF."""

from tests.common import pdf_example
from tests.page_words.words import folded, words_of_file, words_of_page


def lines_of(html):
    return words_of_page(html)[0]


def test_each_block_is_a_line_and_what_is_in_line_does_not_break_it():
    html = "<title>Terms</title><p>The <b>group</b>\n meets <a href='/x/'>each\nterm</a>.</p><p>It decides.</p>"
    assert lines_of(html) == ["Terms", "The group meets each term.", "It decides."]


def test_what_nobody_reads_is_left_out():
    assert lines_of("<style>p {}</style><script>let a = 1</script><template>No</template><!-- no --><p>Yes</p>") == [
        "Yes"
    ]


def test_a_field_shows_what_it_holds():
    html = """
        <label>Name <input name="name" value="Grace"></label>
        <input type="radio" checked><label>Yes</label><input type="radio"><label>No</label>
        <select><option>North<option selected>South</select><textarea>As it was</textarea>
    """
    assert lines_of(html) == ["Name", "[Grace]", "[x]", "Yes", "[ ]", "No", "North", "[x] South", "As it was"]


def test_tokens_and_passwords_are_not_words():
    html = '<input type="hidden" name="once" value="f00"><input type="password" value="hunter2"><p>Send</p>'
    assert lines_of(html) == ["Send"]


def test_what_stands_for_a_picture_or_a_sign_is_a_word():
    assert lines_of('<img alt="A bar chart"><button aria-label="Close">×</button>') == ["A bar chart", "Close ×"]


def test_links_and_forms_lead_on():
    assert words_of_page('<a href="/a/">A</a><form action="/b/"></form><form></form><a>no</a>')[1] == ["/a/", "/b/"]


def test_entities_are_read_and_spaces_folded():
    assert lines_of("<p>Sun &amp;  moon&nbsp;&#8217;s</p>") == ["Sun & moon ’s"]
    assert folded(" a  b \n\n c ") == ["a b", "c"]


def test_a_table_of_a_text_is_its_lines():
    assert words_of_file("text/csv", b"Name,Seat\r\nGrace,North\r\n") == ["Name,Seat", "Grace,North"]


def test_another_file_is_only_named():
    assert words_of_file("image/png", b"\x89PNG") == ["A file: image/png"]


def test_a_pdf_gives_its_words():
    assert "Sixty issues were raised." in words_of_file(
        "application/pdf", pdf_example.small("<p>Sixty issues were raised.</p>")
    )
