"""What the site calls kinds of fact, roles and causes."""

from __future__ import annotations

from functools import cache

from testban.web.catalogue import translations

__all__ = ["labels"]


@cache
def labels(lang: str) -> dict[str, str]:
    """Words by the code that facts and findings use."""
    words = translations(lang).gettext
    return {
        # Kinds of fact.
        "count": words("count"),
        "state_list": words("list of States"),
        "organisation_list": words("list of organizations"),
        "treaty_action": words("treaty action"),
        "activity": words("activity"),
        "vote": words("vote"),
        "meeting": words("meeting"),
        "appointment": words("officer"),
        "agenda_item": words("agenda item"),
        "measure": words("measure"),
        "decision": words("decision"),
        "document_entry": words("document listed"),
        "statement": words("statement"),
        "reference": words("reference"),
        "amount": words("amount"),
        "rule": words("rule"),
        # Lists of States.
        "attending_ratifiers_and_signatories": words("Attended: ratifying and signatory States"),
        "attending_states_parties": words("Attended: States parties"),
        "attending_other": words("Attended: other States"),
        "observer_states": words("Attended as observers"),
        "speakers": words("Spoke"),
        "vice_presidents": words("Vice-presidents"),
        "credentials_committee": words("Credentials committee"),
        "ratified": words("States that have ratified"),
        "annex2": words("Annex 2 States"),
        "annex2_ratified": words("Annex 2 States that have ratified"),
        "annex2_remaining": words("Annex 2 States that have not ratified"),
        "annex2_signed_not_ratified": words("Annex 2 States that have signed but not ratified"),
        "annex2_not_signed": words("Annex 2 States that have not signed"),
        # Officers.
        "president": words("President"),
        "president_designate": words("President-designate"),
        "vice_president": words("Vice-president"),
        "coordinator": words("Coordinator"),
        "chair": words("Chair"),
        "co_chair": words("Co-chair"),
        "secretary": words("Secretary"),
        "facilitator": words("Facilitator"),
        # How sure an entry of the ledger is.
        "confirmed": words("confirmed"),
        "single": words("single source"),
        "conflict": words("sources differ"),
        "user": words("entered by the user"),
        # Findings.
        "paper": words("the paper"),
        "translation": words("the translation"),
        "extraction": words("the file's text"),
        "error": words("error"),
        "warning": words("warning"),
        "info": words("matter of style"),
        # Sections of the register of activities.
        "1a": words("bilateral, Annex 2 States"),
        "1b": words("bilateral, other States"),
        "2a": words("multilateral, global"),
        "2b": words("multilateral, regional"),
    }
