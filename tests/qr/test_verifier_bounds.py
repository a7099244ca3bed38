"""Where each check of a seal turns: the last value that passes, the first that fails.

The sentences are those of docs/reference/seal-format.md, sections 5 and 6. A
bound that is one off lets an expired list speak, a newer document pass as one
fully read, or an honest clock be called wrong.
"""

import itertools
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from egovkit._cbor import encode
from egovkit.errors import EgovkitError, NotVerified, UsageError
from egovkit.qr import (
    Policy,
    SealedDocument,
    Sealer,
    StatusAnswer,
    StatusList,
    StatusSet,
    Verifier,
    sealed,
)
from egovkit.signatures import Outcome
from egovkit.signatures.cose import build_sign1
from egovkit.testing import TestAuthority

NOW = 1_795_482_000  # 2026-11-24 01:00 UTC
CLAIM = -65537
ONE = timedelta(seconds=1)


class Purpose(IntEnum):
    """A closed list of reasons."""

    SCHOOL = 1
    HEALTH = 2


class Letter(
    SealedDocument,
    registry="kota-contoh",
    profile=1,
    labels={"id": "Surat", "en": "Letter"},
):
    """Two required fields, an optional one between others, one with a default."""

    number: str = sealed(id="Nomor", en="Number")
    purpose: Purpose = sealed(id="Keperluan", en="Purpose")
    note: str | None = sealed(id="Catatan", en="Note", default=None)
    copies: int = sealed(id="Rangkap", en="Copies", default=1)


class Office:
    """An agency, its key, and a verifier."""

    def __init__(self):
        self.authority = TestAuthority()
        self.key = self.authority.issuer_key("kelurahan-contoh", documents=[Letter])
        self.trust = self.authority.trust_list()
        self.verifier = Verifier(self.trust, documents=[Letter])

    def token(self, *values, profile=1, index=None, issued=NOW, expires=None):
        """A signed token with these fields, whatever they are."""
        claims = {6: issued, CLAIM: [profile, index, *values]}
        if expires is not None:
            claims[4] = expires
        return build_sign1(encode(claims), alg=-8, sign=self.key.sign, kid=self.key.kid)

    def verify(self, *values, at=NOW, verifier=None, **claims):
        """The report for such a token."""
        moment = datetime.fromtimestamp(at, tz=UTC)
        return (verifier or self.verifier).verify(
            self.token(*values, **claims), at=moment
        )


@pytest.fixture(scope="module")
def office():
    """One for all tests here: nothing changes it."""
    return Office()


def code(report, name):
    """The code of one check."""
    return next(check.code for check in report.checks if check.name == name)


class TestContent:
    """Section 5: which fields must be there, and what is said of the others."""

    @pytest.mark.parametrize(
        ("values", "said", "facts"),
        [
            ((), "field_missing", {"field": 1}),
            (("1",), "field_missing", {"field": 2}),
            (("1", 1), "content_ok", {}),
            (("1", 1, None), "content_ok", {}),
            (("1", 1, "x"), "content_ok", {}),
            (("1", 1, None, None), "content_ok", {}),
            (("1", 1, None, 3), "content_ok", {}),
            (("1", 1, None, 3, None), "content_newer", {"count": 1}),
            (("1", 1, None, 3, "x", "y"), "content_newer", {"count": 2}),
            (("1", None), "field_type", {"field": 2}),
            ((None, 1), "field_type", {"field": 1}),
            (("1", 3), "field_value_unknown", {"field": 2}),
            (("1", 0), "field_value_unknown", {"field": 2}),
            (("1", "1"), "field_type", {"field": 2}),
            (("1", True), "field_type", {"field": 2}),
            (("1", 1, 5), "field_type", {"field": 3}),
            (("1", 1, None, "3"), "field_type", {"field": 4}),
            (("1", 3, None, "3"), "field_type", {"field": 4}),
            (("1", 3, 5), "field_type", {"field": 3}),
            ((1, 3), "field_type", {"field": 1}),
            (("1", 3, None, 3, "x"), "field_value_unknown", {"field": 2}),
            (("1", 1, 5, 3, "x"), "field_type", {"field": 3}),
        ],
        ids=repr,
    )
    def test_table(self, office, values, said, facts):
        """Required up to the last required; optional ones may be absent or null; a
        wrong field goes before one that is not understood, wherever it stands.
        """
        report = office.verify(*values)
        check = report.checks[-1]
        assert (check.name, check.code, dict(check.facts)) == ("content", said, facts)
        expected = {
            "content_ok": Outcome.VALID,
            "content_newer": Outcome.VALID,
            "field_value_unknown": Outcome.INDETERMINATE,
        }.get(said, Outcome.INVALID)
        assert report.outcome is expected

    @pytest.mark.parametrize("extra", [0, 1, 2, 17, 18])
    def test_unknown_fields_are_shown_by_their_place(self, office, extra):
        """Each has a row of its own, counted on from the known ones."""
        report = office.verify("1", 1, None, 3, *["x"] * extra)
        assert report.unknown_fields == extra
        assert [field.name for field in report.fields] == [
            *("number", "purpose", "note", "copies"),
            *(f"field_{n}" for n in range(5, 5 + extra)),
        ]
        assert [field.labelled("en") for field in report.fields[4:]] == [
            (f"Field {n}", "(unknown)") for n in range(5, 5 + extra)
        ]

    def test_absent_fields_have_a_row_too(self, office):
        """The paper's rows are compared one by one: a row that is absent says so."""
        report = office.verify("1", 2)
        assert [field.labelled("id") for field in report.fields] == [
            ("Nomor", "1"),
            ("Keperluan", "Health"),
            ("Catatan", "—"),
            ("Rangkap", "—"),
        ]
        assert report.unknown_fields == 0
        assert report.require(Letter).copies == 1

    def test_what_is_not_understood_is_shown_as_unreadable(self, office):
        """An enum's number that nobody here knows is no text to compare."""
        report = office.verify("1", 7)
        assert report.fields[1].labelled("id")[1] == "(tidak terbaca)"
        with pytest.raises(NotVerified) as caught:
            report.require(Letter)
        assert caught.value.code == "not_verified"

    @pytest.mark.property
    @given(
        values=st.lists(
            st.none()
            | st.booleans()
            | st.integers(-5, 5)
            | st.sampled_from(["a", "", "\u202e", "e\u0301"])
            | st.lists(st.integers(0, 2), max_size=2),
            max_size=6,
        )
    )
    def test_any_values(self, office, values):
        """For any values: VALID exactly when each stands for itself by the profile's
        words, worked out here without the compiled profile.
        """
        report = office.verify(*values)
        number, purpose, note, copies = (*values, *[None] * 4)[:4]

        def text(value):
            return isinstance(value, str) and value in ("a", "")

        def integer(value):
            return type(value) is int

        good = (
            len(values) >= 2
            and text(number)
            and integer(purpose)
            and (note is None or text(note))
            and (copies is None or integer(copies))
        )
        known = purpose in (1, 2)
        expected = Outcome.INVALID
        if good:
            expected = Outcome.VALID if known else Outcome.INDETERMINATE
        assert report.outcome is expected
        assert len(report.fields) == max(4, len(values))


class TestTimes:
    """Section 6: seconds that count, and seconds that no longer do."""

    @pytest.mark.parametrize(
        ("ahead", "said"), [(300, "validity_current"), (301, "validity_from_future")]
    )
    def test_clock_skew(self, office, ahead, said):
        """Two honest clocks may differ by five minutes, to the second."""
        assert code(office.verify("1", 1, issued=NOW + ahead), "validity") == said

    @pytest.mark.parametrize("skew", [0, 1, 86_400])
    def test_the_policys_skew(self, office, skew):
        """From none at all up to a whole day."""
        verifier = Verifier(
            office.trust, policy=Policy(clock_skew=timedelta(seconds=skew))
        )
        for ahead, said in (
            (skew, "validity_current"),
            (skew + 1, "validity_from_future"),
        ):
            report = office.verify("1", 1, issued=NOW + ahead, verifier=verifier)
            assert code(report, "validity") == said

    @pytest.mark.parametrize(
        "skew",
        [-timedelta(microseconds=1), timedelta(days=1, microseconds=1), None, 300],
    )
    def test_no_other_skew(self, skew):
        """Less than nothing, more than a day, or no duration."""
        with pytest.raises(UsageError) as caught:
            Policy(clock_skew=skew)
        assert caught.value.code == "policy_value"

    @pytest.mark.parametrize(
        ("expires", "at", "said"),
        [
            (NOW + 1, NOW, "validity_current"),
            (NOW + 1, NOW + 1, "validity_expired"),
            (NOW + 60, NOW + 59, "validity_current"),
            (NOW + 60, NOW + 60, "validity_expired"),
            (NOW, NOW, "validity_never"),
            (NOW - 1, NOW, "validity_never"),
            (NOW, NOW - 1, "validity_never"),
        ],
    )
    def test_expiry(self, office, expires, at, said):
        """From the second of the expiry on it is over; an expiry that is not after
        the issue was never a validity.
        """
        report = office.verify("1", 1, expires=expires, at=at)
        assert code(report, "validity") == said

    @pytest.mark.parametrize("which", ["list", "root"])
    def test_the_list_speaks_to_its_last_second(self, office, which):
        """Of a known key and of an unknown one, until the second of its expiry."""
        if which == "list":
            trust = replace(office.trust, expires_at=NOW)
        else:
            trust = replace(
                office.trust, root=replace(office.trust.root, expires_at=NOW)
            )
        known, nobody = Verifier(trust), Verifier(replace(trust, _by_kid={}))
        for at, with_key, without in (
            (NOW, "issuer_known", "issuer_unknown"),
            (NOW + 1, "issuer_list_expired", "issuer_list_expired"),
        ):
            report = office.verify("1", 1, at=at, verifier=known)
            assert code(report, "issuer") == with_key
            report = office.verify("1", 1, at=at, verifier=nobody)
            assert code(report, "issuer") == without

    @pytest.mark.parametrize("microsecond", [0, 1, 999_999])
    def test_fractions_of_a_second_are_dropped(self, office, microsecond):
        """The format counts whole seconds: 0.999999 s before the expiry is before."""
        at = datetime.fromtimestamp(NOW, tz=UTC).replace(microsecond=microsecond)
        token = office.token("1", 1, expires=NOW + 1)
        report = office.verifier.verify(token, at=at)
        assert code(report, "validity") == "validity_current"


class TestKeyLimits:
    """Section 6: a key's own times, against the moment of issue."""

    def report(self, office, limits):
        """A seal of a key with these limits."""
        issuer = office.trust.issuers["kelurahan-contoh"]
        entries = [
            replace(entry, **limits) if entry.key.kid == office.key.kid else entry
            for entry in issuer.keys
        ]
        by_kid = {entry.key.kid: (entry,) for entry in entries}
        trust = replace(office.trust, _by_kid=by_kid)
        return office.verify("1", 1, verifier=Verifier(trust))

    @pytest.mark.parametrize(
        ("limits", "said"),
        [
            ({"not_before": NOW}, "key_in_force"),
            ({"not_before": NOW + 1}, "key_not_yet_in_force"),
            ({"not_after": NOW}, "key_in_force"),
            ({"not_after": NOW - 1}, "key_ended"),
            ({"status": "retired", "retired_at": NOW + 1}, "key_in_force"),
            ({"status": "retired", "retired_at": NOW}, "key_retired"),
            ({"status": "retired", "retired_at": NOW - 1}, "key_retired"),
            ({"status": "compromised"}, "key_compromised"),
            ({"status": "compromised", "not_before": NOW + 1}, "key_compromised"),
        ],
        ids=repr,
    )
    def test_limits(self, office, limits, said):
        """Valid for what was issued before its retirement; a stolen one for nothing."""
        report = self.report(office, limits)
        assert code(report, "key") == said
        expected = Outcome.VALID if said == "key_in_force" else Outcome.INVALID
        assert report.outcome is expected


class TestStatusAsked:
    """Section 6: what is asked of the lists, and when."""

    class Asked:
        """Lists that note what they are asked."""

        def __init__(self, answer):
            self.answer, self.questions = answer, []

        def lookup(self, uri, index, at):
            """The answer, always."""
            self.questions.append((uri, index, at))
            return self.answer

    @pytest.mark.parametrize("index", [0, 1, 2**20, 2**32 - 1])
    def test_the_seals_own_index_at_the_present_moment(self, office, index):
        """Index 0 is an index; the moment is that of verifying, not of issue."""
        lists = self.Asked(StatusAnswer("valid"))
        verifier = Verifier(office.trust, statuses=lists)
        report = office.verify("1", 1, index=index, at=NOW + 99, verifier=verifier)
        assert report.outcome is Outcome.VALID
        assert report.status_index == index
        uri = "https://v.contoh.example/status/kelurahan-contoh"
        assert lists.questions == [(uri, index, NOW + 99)]

    def test_without_an_index_nobody_is_asked(self, office):
        """A document that cannot be revoked needs no list."""
        lists = self.Asked(StatusAnswer("revoked"))
        verifier = Verifier(office.trust, statuses=lists)
        report = office.verify("1", 1, verifier=verifier)
        assert code(report, "status") == "status_not_used"
        assert lists.questions == []

    @pytest.mark.parametrize("outcome", list(Outcome))
    @pytest.mark.parametrize(
        ("answer", "said"),
        [
            (StatusAnswer("unknown"), "status_unknown"),
            (StatusAnswer("unknown", since=NOW - 86_400), "status_stale"),
            (StatusAnswer("unknown", since=0), "status_stale"),
            (StatusAnswer("VALID"), "status_unknown"),
        ],
        ids=repr,
    )
    def test_unknown_is_the_policys_to_decide(self, office, answer, said, outcome):
        """Without a list and with an old one, which it names by its day."""
        verifier = Verifier(
            office.trust,
            statuses=self.Asked(answer),
            policy=Policy(unknown_status=outcome),
        )
        report = office.verify("1", 1, index=0, verifier=verifier)
        check = next(check for check in report.checks if check.name == "status")
        assert (check.code, check.outcome) == (said, outcome)
        if answer.since is not None:
            day = date(1970, 1, 1) + timedelta(days=answer.since // 86_400)
            assert check.facts == {"since": day.isoformat()}

    @pytest.mark.parametrize("outcome", [Outcome.VALID, Outcome.INDETERMINATE])
    def test_revoked_is_not(self, office, outcome):
        """No policy makes a revoked document valid."""
        authority = office.authority
        statuses = StatusList(9)
        statuses.revoke(3)
        at = datetime.fromtimestamp(NOW, tz=UTC)
        verifier = Verifier(
            office.trust,
            statuses=authority.statuses(statuses, at=at),
            policy=Policy(unknown_status=outcome),
        )
        report = office.verify("1", 1, index=3, verifier=verifier)
        assert report.outcome is Outcome.INVALID
        assert report.reason.code == "status_revoked"


NUMBERS = st.sampled_from(
    [
        *(0, 1, -1, NOW, 2**31, 2**53, 2**63, 2**64 - 1, -(2**63), -(2**64)),
        *(253_402_300_799, 253_402_300_800, -62_135_596_800, -62_135_596_801),
    ]
)
ANYTHING = st.recursive(
    NUMBERS | st.none() | st.booleans() | st.text(max_size=5) | st.binary(max_size=3),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.integers(0, 3), inner, max_size=2)
    ),
    max_leaves=5,
)


@pytest.mark.property
class TestSignedAndAbsurd:
    """An agency may sign anything: its own seals are judged, and nothing breaks."""

    MOMENTS = (
        datetime(1, 1, 2, tzinfo=UTC),
        datetime.fromtimestamp(NOW, tz=UTC),
        datetime(9999, 12, 30, tzinfo=UTC),
    )

    def told(self, report):
        """Everything a program may ask a report for."""
        assert report.outcome in set(Outcome)
        for lang in ("id", "en"):
            assert report.explain(lang)
            assert report.to_dict(lang)
        assert len(report.fields) >= 0
        assert report.unknown_fields >= 0
        assert report.issued_at is None or report.issued_at.tzinfo is UTC
        assert report.expires_at is None or report.expires_at.tzinfo is UTC

    @given(
        issued=NUMBERS,
        more=st.dictionaries(st.sampled_from([4, -65538, 5]), ANYTHING, max_size=2),
        values=st.lists(ANYTHING, max_size=6),
        profile=st.sampled_from([1, 2, 65_535]),
    )
    def test_any_seal(self, office, issued, more, values, profile):
        """For any claims, at the first moment, today and at the last: a report."""
        claims = {6: issued, CLAIM: [profile, None, *values], **more}
        token = build_sign1(
            encode(claims), alg=-8, sign=office.key.sign, kid=office.key.kid
        )
        for at in self.MOMENTS:
            self.told(office.verifier.verify(token, at=at))

    @given(
        issued=st.sampled_from([0, 1, NOW]) | NUMBERS,
        more=st.fixed_dictionaries({}, optional={4: NUMBERS, 65534: NUMBERS}),
        bits=st.sampled_from([1, 2, 4, 8]),
    )
    def test_any_status_list(self, office, issued, more, bits):
        """For any list that is taken: a report for each seal that asks it. A list
        that ended before all years once made verifying itself fail.
        """
        uri = office.authority.status_uri("kelurahan-contoh")
        lst = StatusList(9, bits=bits).compressed()
        claims = {2: uri, 6: issued, 65533: {"bits": bits, "lst": lst}, **more}
        token = build_sign1(
            encode(claims),
            alg=-8,
            sign=office.authority.status_key("kelurahan-contoh").sign,
            headers={16: "application/statuslist+cwt"},
        )
        now = self.MOMENTS[1]
        try:
            held = StatusSet.from_tokens([token], trust=office.trust, at=now)
        except EgovkitError:
            return
        verifier = Verifier(office.trust, documents=[Letter], statuses=held)
        for at in self.MOMENTS:
            self.told(verifier.verify(office.token("1", 1, index=3), at=at))


def test_hints_of_nobody_are_not_kept(office):
    """A verifier lives long, and anybody may show it tokens: what it looked up and
    did not find takes no memory.
    """
    verifier = Verifier(office.trust)
    at = datetime.fromtimestamp(NOW, tz=UTC)
    payload = encode({6: NOW, CLAIM: [1, None, "1", 1]})
    kids = (number.to_bytes(4, "big") for number in itertools.count())
    nobodys = (kid for kid in kids if not office.trust.keys_by_kid(kid))
    for kid in itertools.islice(nobodys, 100):
        token = build_sign1(payload, alg=-8, sign=office.key.sign, kid=kid)
        assert code(verifier.verify(token, at=at), "issuer") == "issuer_unknown"
    assert not verifier._signers
    assert verifier.verify(office.token("1", 1), at=at).outcome is Outcome.VALID
    assert list(verifier._signers) == [office.key.kid]


class TestFacts:
    """The figures of a refusal stand in its report, for the sentence to say."""

    @pytest.mark.parametrize(
        ("seal", "code", "facts"),
        [
            ("1" * 8193, "seal_text_too_long", {"limit": 8192}),
            (bytes(4097), "cbor_too_long", {"limit": 4096}),
            (b"\x81" * 20, "cbor_depth", {"limit": 8}),
            ("1" * 8192, "seal_not_found", {}),
            (bytes(4096), "cbor_trailing", {}),
        ],
        ids=["text", "token", "depth", "longest text", "longest token"],
    )
    def test_limits(self, office, seal, code, facts):
        """Each cap is told, and only where it was met."""
        at = datetime.fromtimestamp(NOW, tz=UTC)
        (check,) = office.verifier.verify(seal, at=at).checks
        assert (check.name, check.code, dict(check.facts)) == ("format", code, facts)
        for number in map(str, facts.values()):
            assert number in check.sentence("id").replace(".", "")


class TestOrder:
    """Section 6: all checks that can be made are made, in one order."""

    def test_a_seal_in_which_everything_is_wrong(self, office):
        """Compromised key, foreign profile, expired, revoked, unreadable: each is
        said, and the first one is the reason.
        """
        issuer = office.trust.issuers["kelurahan-contoh"]
        entries = [replace(entry, status="compromised") for entry in issuer.keys]
        trust = replace(
            office.trust,
            expires_at=NOW,
            _by_kid={entry.key.kid: (entry,) for entry in entries},
        )
        lists = TestStatusAsked.Asked(StatusAnswer("revoked"))
        report = office.verify(
            *("1", 1),
            profile=77,
            index=0,
            issued=NOW - 9,
            expires=NOW,
            at=NOW + 1,
            verifier=Verifier(trust, statuses=lists),
        )
        assert [(check.name, check.code) for check in report.checks] == [
            ("format", "seal_format_ok"),
            ("signature", "signature_true"),
            ("issuer", "issuer_list_expired"),
            ("key", "key_compromised"),
            ("profile", "profile_not_allowed"),
            ("validity", "validity_expired"),
            ("status", "status_revoked"),
            ("content", "profile_unknown"),
        ]
        assert report.outcome is Outcome.INVALID
        assert report.reason.code == "key_compromised"

    def test_a_sealed_letter_passes_them_all(self, office):
        """The same office's real seal, made by the sealer."""
        sealer = Sealer(
            key=office.key, issuer="kelurahan-contoh", url="https://v.contoh.example/s"
        )
        at = datetime.fromtimestamp(NOW, tz=UTC)
        letter = Letter(number="470/9001", purpose=Purpose.SCHOOL)
        seal = sealer.seal(letter, at=at, expires=at + ONE)
        report = office.verifier.verify(seal.text, at=at)
        assert report.outcome is Outcome.VALID
        assert report.require(Letter) == letter
        late = office.verifier.verify(seal.text, at=at + ONE)
        assert late.reason.facts == {"since": "2026-11-24"}
