"""Personal data: requests, what goes, legal holds, complaints about how it was handled, and the installation."""

from accounts.models import DataRequest, Import, User
from accounts.rules import DataRequestKind, DataRequestStatus
from accounts.services.imports.undoing import undo_import
from accounts.services.list_files import ask_for_file
from common.references import hash_secret
from members.models import Person
from members.services.interests import register_interest
from tests.browser.pages.page import Page
from tests.factories import data, imports
from tests.factories.numbering import Numbering

numbers = Numbering()


def a_hold():
    return {"reference": data.a_hold(f"held{next(numbers)}@example.org").reference}


def an_ending_hold():
    return {"reference": data.an_ending_hold(f"held{next(numbers)}@example.org").reference}


def some_holds():
    a_hold()
    an_ending_hold()
    return {}


def of(make):
    return lambda: {"reference": make().reference}


def with_secret(make):
    """The address of its page, which holds the secret."""

    def row():
        secret = f"a-secret-of-its-own-{next(numbers)}"
        make(secret=secret)
        return {"secret": secret}

    return row


def some_complaints():
    data.a_complaint()
    data.an_answered_complaint()
    return {}


def first(kind, status):
    return {"reference": DataRequest.objects.filter(kind=kind, status=status).first().reference}


def waiting():
    return first(DataRequestKind.ERASURE, DataRequestStatus.ASKED)


def erased():
    return first(DataRequestKind.ERASURE, DataRequestStatus.DONE)


def a_receipt():
    """The sample year keeps the secret of its receipt as a hash: this one is known."""
    DataRequest.objects.filter(**erased()).update(secret_hash=hash_secret("receipt"))
    return {"secret": "receipt"}


def some_list_files():
    """One that lies ready, and one that was asked for."""
    moira = User.objects.get(name__startswith="Moira")
    data.a_list_file(moira)
    ask_for_file("/staff/issues/", "status=all", by=moira)
    return {}


def of_import(make):
    """Make a file on its way in, and lead to the list of them."""

    def row():
        make()
        return {}

    return row


def file_of_moira(*rows, make=imports.a_file, **given):
    """Return the arguments of a file that the co-ordinator of the sample year has chosen."""
    moira = User.objects.get(name__startswith="Moira")
    return {"pk": make(*rows, by=moira, **given).pk}


def an_import():
    """Of somebody new each time: whoever is on record already is not imported again."""
    return file_of_moira([f"Jo Bright {next(numbers)}", ""], make=imports.imported)


def a_checked_file():
    return file_of_moira(*([f"Jo Bright {number}", ""] for number in range(12)))


def a_faulty_file():
    return file_of_moira(["", "jo@example"], ["Jo Bright", "x" * 300])


def an_unmatched_file():
    return file_of_moira(["Jo", "07700 900123"], headings=["Full name", "Nr"])


def an_undone_import():
    made = Import.objects.get(**an_import())
    register_interest(Person.objects.latest("pk"), "Hill School", "Governor", by=None)
    undo_import(made, by=made.by)
    return {"pk": made.pk}


PAGES = (
    Page("accounts:my_data", "rosa"),
    Page("accounts:list_file_list", "moira", some_list_files, query="?list=/staff/issues/"),
    Page("accounts:my_data_erase", "rosa"),
    Page("accounts:data_receipt", row=a_receipt),
    Page("accounts:data_request_list", "moira"),
    Page("accounts:data_request_enter", "moira"),
    Page("accounts:data_request_detail", "moira", waiting),
    Page("accounts:data_request_detail", "moira", erased, variant="done"),
    Page("accounts:data_request_refuse", "ben", waiting),
    Page("installation", "ines"),
    Page("accounts:retention_list", "moira"),
    Page("accounts:hold_list", "moira", some_holds),
    Page("accounts:hold_place", "moira"),
    Page("accounts:hold_detail", "moira", a_hold),
    Page("accounts:hold_detail", "moira", an_ending_hold, variant="ending"),
    Page("accounts:hold_end", "moira", a_hold),
    Page("accounts:import_list", "moira", of_import(an_import)),
    Page("accounts:import_detail", "moira", an_import, variant="imported"),
    Page("accounts:import_detail", "moira", a_checked_file, variant="checked"),
    Page("accounts:import_detail", "moira", a_faulty_file, variant="faulty"),
    Page("accounts:import_detail", "moira", an_undone_import, variant="undone"),
    Page("accounts:import_columns", "moira", an_unmatched_file),
    Page("accounts:import_row_list", "moira", a_checked_file),
    Page("accounts:import_fault_list", "moira", a_faulty_file),
    Page("accounts:complaint_make"),
    Page("accounts:complaint_made", row=with_secret(data.a_complaint)),
    Page("accounts:complaint_made", row=with_secret(data.an_answered_complaint), variant="answered"),
    Page("accounts:complaint_list", "moira", some_complaints),
    Page("accounts:complaint_detail", "moira", of(data.a_complaint)),
    Page("accounts:complaint_detail", "moira", of(data.an_answered_complaint), variant="answered"),
    Page("accounts:complaint_answer", "moira", of(data.an_acknowledged_complaint)),
)
