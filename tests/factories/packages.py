"""A finished process that exists only in memory, and its package, made with the platform's own writer."""

import io
import random
from collections import Counter
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from hashlib import sha256 as digest_of

import verifier
from tinkuy.commons.voting.rules import merkle
from tinkuy.components.budgeting.rules.evaluation import SheetFacts, assess
from tinkuy.components.budgeting.rules.package import Box, PackageFacts, container, contents, digest, package
from tinkuy.components.budgeting.rules.prioritization import Candidate, ListFacts, PriorityRules, prioritize
from tinkuy.foundation.audit.rules import act_hash
from tinkuy.foundation.shared.canonical import canonical_json, sha256

WEIGHTS = {"A": Decimal("40.00"), "B": Decimal("35.00"), "C": Decimal("25.00")}
TIES = ["technical", "provinces", "beneficiaries", "viable_on", "draw"]
SCOPES = (("0601", "Cajamarca"), ("0604", "Chota"), ("MULTI", "Multiprovincial"))
POLL = "5f0c2a1e-8a53-4c57-9a2e-2f4d3a9b1c00"


def made_up_package(*, ballots: int = 120, projects: int = 6, seed: int = 7, versions: int = 1) -> dict[str, bytes]:
    """Path → bytes of a whole, valid package. `ballots` and `projects` are per list; the same seed, the same bytes."""
    facts, acts = made_up_process(ballots=ballots, projects=projects, seed=seed, versions=versions)
    files = contents(facts)
    current = facts.versions[-1]
    _append(acts, "budgeting.published_result", "2026-06-20T15:00:00Z", {
        "version": current["version"], "inputs_hash": current["inputs_hash"], "contents_sha256": digest(files),
    })  # fmt: skip
    manifest = {
        **facts.process, "poll": POLL, "rules_hash": sha256(facts.rules),
        "chain": "space:pp-demo", "result_version": current["version"], "published_at": "2026-06-20T15:00:00Z",
    }  # fmt: skip
    source = open(verifier.__file__, "rb").read()  # noqa: SIM115
    return package(files, manifest=manifest, acts=acts, verifier=source, readme=verifier.README)


def zipped(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    container(files, sink)
    return sink.getvalue()


def made_up_process(*, ballots: int, projects: int, seed: int, versions: int) -> tuple[PackageFacts, list[dict]]:
    """Three lists, three evaluators, two seals per list; some blank ballots, one annulled, one replaced."""
    dice = random.Random(seed)
    plans = [_project(dice, key, number, projects) for key, _title in SCOPES for number in range(projects)]
    sheets = [sheet for plan in plans for sheet in plan.pop("sheets")]
    rules = _rules(plans)
    acts: list[dict] = []
    rolls = {key: max(ballots + 6, 10) + (100 if key == "0601" else 0) for key, _title in SCOPES}
    people = _people(rolls)
    snapshot = {"number": 1, "source": "Padrón de demostración", "sorted_hash": sha256("padrón")}
    _append(acts, "voting.roll_taken", "2026-05-01T12:00:00Z", {**snapshot, "rows": sum(rolls.values()), "poll": POLL})
    opening = {"poll": POLL, "rules_hash": sha256(rules), "roll": sum(rolls.values()), "ballots": 0}
    _append(acts, "voting.poll_opened", "2026-05-04T12:00:00Z", opening)
    boxes = [_box(dice, key, rules, rolls[key], ballots) for key, _title in SCOPES]
    seals = _seals(acts, boxes)
    batches = _batches(acts, rules)
    annulled = {"poll": POLL, "scope": SCOPES[0][0], "reason": "Suplantación probada", "had_voted": True}
    _append(acts, "voting.roll_entry_annulled", "2026-05-20T12:00:00Z", annulled)
    found = _versions(plans, boxes, batches, rules, acts, versions)
    facts = PackageFacts(
        process=PROCESS, rules=canonical_json(rules), frozen=rules,
        boxes=boxes, seals=seals, snapshot={**snapshot, "row_count": sum(rolls.values())}, people=people,
        rule_set=RULE_SET, projects=plans, versions=found, batches=batches,
        evaluations={
            "matrix": _matrix(), "minimum_evaluators": 2, "spread_threshold": 20,
            "sheets": sorted(sheets, key=lambda s: (s["project"], s["evaluator"], s["round"])),
        },
    )  # fmt: skip
    return facts, acts


PROCESS = {
    "space": "pp-demo", "title": "Presupuesto participativo de demostración", "is_demo": True, "fiscal_year": 2027,
    "entity": "Gobierno Regional de Cajamarca",
}  # fmt: skip
RULE_SET = {
    "key": "ds-097-2009-ef", "title": "Impacto regional", "norm": "DS 097-2009-EF", "article": "3",
    "confidence": "verified", "requires_viable": True, "minimum_amount": "3000000.00", "minimum_districts": 3,
    "minimum_provinces": 2, "reach": "all", "minimum_coverage": "5.00", "coverage_is_required": False,
    "remainder_below": "3000000.00",
}  # fmt: skip


def _project(dice, key, number, projects):
    cui = f"{2400000 + SCOPES.index(next(s for s in SCOPES if s[0] == key)) * 1000 + number}"
    sheets = []
    points = {code: dice.randrange(2000, 2600 if code == "C" else 3500) for code in WEIGHTS}
    for evaluator in (1, 2, 3):
        given = {code: points[code] - dice.randrange(0, 300) for code in WEIGHTS}
        given = {code: min(value, int(WEIGHTS[code] * 100)) for code, value in given.items()}
        sheets.append({
            "project": cui, "evaluator": evaluator, "round": 1, "status": "submitted", "is_annulled": False,
            "points": {code: f"{value / 100:.2f}" for code, value in given.items()},
            "grounds": dict.fromkeys(WEIGHTS, "Sustento de demostración."),
        })  # fmt: skip
    facts = [SheetFacts(s["evaluator"], {c: Decimal(p) for c, p in s["points"].items()}) for s in sheets]
    score = assess(WEIGHTS, facts, minimum_evaluators=2, spread_threshold=20).score
    cost = Decimal(dice.randrange(100_000_000, 900_000_000)).scaleb(-2)
    remainder_only = number == projects - 1
    total = cost * 2 if not remainder_only else Decimal("900000.00")
    return {
        "cui": cui, "title": f"Mejoramiento del servicio {number}; «obra» de prueba", "list": key,
        "amount": f"{cost:.2f}",
        "total_cost": f"{total:.2f}", "is_viable": True, "districts": 3 + number, "provinces": 2 + number % 3,
        "places_are_exact": True, "beneficiaries": dice.choice([None, 1000, 25000]), "viable_on": "2024-03-01",
        "meets_coverage": remainder_only or number % 2 == 0, "remainder_only": remainder_only, "ubigeo": "06",
        "dossier_code": f"D{cui[-4:]}", "technical_score": f"{score:.4f}", "override": None,
        "eligibility": _findings(total, 3 + number, 2 + number % 3), "sheets": sheets,
    }  # fmt: skip


def _findings(total, districts, provinces):
    def one(rule, value, threshold, meets):
        outcome = "meets" if meets else "does_not"
        return {"rule": rule, "value": str(value), "threshold": threshold, "outcome": outcome, "decides": True,
                "sentence": "Oración de demostración.", "source": "DS 097-2009-EF, art. 3"}  # fmt: skip

    return [
        one("viable", "sí", "sí", True),
        one("amount", f"S/ {total:,.2f}", "S/ 3,000,000.00", total >= 3_000_000),
        one("districts", districts, "3", districts >= 3),
        one("provinces", provinces, "2", provinces >= 2),
    ]


def _matrix():
    criteria = [{"code": code, "name": f"Criterio {code}", "weight": str(weight)} for code, weight in WEIGHTS.items()]
    return {"version": 1, "title": "Matriz", "approved_document": "Acta 1", "approved_organ": "Agentes participantes",
            "approved_on": "2026-04-01", "criteria": criteria}  # fmt: skip


def _rules(plans):
    scopes = [
        {"key": key, "title": title, "max_choices": 3, "options": [
            {"key": plan["cui"], "title": plan["title"], "cost": plan["amount"], "ubigeo": "06",
             "technical_score": plan["technical_score"], "dossier_code": plan["dossier_code"]}
            for plan in plans if plan["list"] == key
        ]}
        for key, title in SCOPES
    ]  # fmt: skip
    return {
        "version": 1, "method": "approval", "poll": POLL, "space": "pp-demo", "key": "main",
        "title": "Votación · Presupuesto participativo", "opens_at": "2026-05-04T13:00:00Z",
        "closes_at": "2026-05-15T23:00:00Z", "is_nominal": False, "allows_revote": True, "challenge_hours": 72,
        "channels": ["web", "desk", "paper", "assembly"], "run_off": None, "run_off_of": None,
        "scopes": scopes,
        "settings": {
            "fiscal_year": 2027, "technical_weight": "0.80", "vote_weight": "0.20", "normalization": "highest",
            "tie_order": TIES, "fill_rule": "skip", "ceiling": "25000000.00", "remainder_below": "3000000.00",
            "minimum_evaluators": 2, "spread_threshold": 20,
            "lists": [{"key": key, "ceiling": "9000000.00" if key == "0601" else None} for key, _t in SCOPES],
            "matrix": {"version": 1, "criteria": [{"code": c, "weight": str(w)} for c, w in WEIGHTS.items()]},
        },
    }  # fmt: skip


def _people(rolls):
    return [
        {"name": f"Persona inventada {key} {number:05d}", "organization": f"Organización {number % 40}",
         "seat": "titular", "scopes": [key], "annulled": key == "0601" and number == 0}
        for key, count in rolls.items() for number in range(count)
    ]  # fmt: skip


def _box(dice, key, rules, roll, ballots):
    options = [option["key"] for scope in rules["scopes"] if scope["key"] == key for option in scope["options"]]
    cast = [tuple(sorted(dice.sample(options, dice.choice([0, 1, 2, 3, 3])))) for _ in range(ballots)]
    annulled = int(key == "0601")
    replaced = 1 if key == "0604" else 0
    issued = sorted(digest_of(dice.randbytes(16)).hexdigest() for _ in range(ballots + annulled + replaced))
    old = dice.randrange(len(issued)) if replaced else -1
    marks = [(commitment, dice.choice([1, 2]), place == old) for place, commitment in enumerate(issued)]
    hand = HANDS if key == "0601" else {}
    channels = {"web": ballots + annulled - 3, "desk": 3, **hand}
    return Box(key, sorted(cast), marks, roll - annulled, annulled, annulled, channels)


# Of the first list: a counted box of 40 with one incident, one that was observed, one reversed; a show of hands.
HANDS = {"paper": 39 + 20, "assembly": 12}


def _batches(acts, rules):
    options = [option["key"] for scope in rules["scopes"] if scope["key"] == "0601" for option in scope["options"]]
    plans = [
        ("paper", 40, ["web"], "counted", (34, 4, 2), ""), ("paper", 20, [], "observed", None, "Sobra una cédula"),
        ("paper", 18, [], "reversed", None, "Lista de otra votación"), ("assembly", 12, [], "counted", (11, 1, 0), ""),
    ]  # fmt: skip
    rows = []
    for number, (channel, signatures, incidents, state, parts, reason) in enumerate(plans, start=1):
        row = {"number": number, "scope": "0601", "channel": channel, "place": f"Caserío {number}", "box": "1",
               "signatures": signatures, "incidents": incidents, "declared_ballots": signatures,
               "replaces": None}  # fmt: skip
        named = {("batch" if name == "number" else name): value for name, value in row.items()}
        at = "2026-05-15T21:00:00Z"
        _append(acts, "voting.batch_received", at, {"poll": POLL, **named, "handed_in_at": at, "act_reference": ""})
        votes = {}
        if parts:
            valid, blank, null = parts
            votes = {key: (valid if place == 0 else place) for place, key in enumerate(options)}
            row |= {"ballots": signatures, "valid": valid, "blank": blank, "null": null}
        else:
            row |= {"ballots": None, "valid": None, "blank": None, "null": None}
        row |= {"votes": votes, "reason": reason, "state": state}
        said = {"poll": POLL, "batch": number, "reason": reason, "scope": "0601"}
        if parts:
            keys = ("ballots", "blank", "channel", "null", "signatures", "valid", "votes")
            said |= {key: row[key] for key in keys} | {"incidents": len(incidents), "keyings": 2, "sheets": []}
        row["act_hash"] = _append(acts, f"voting.batch_{state}", "2026-05-16T01:00:00Z", said)["hash"]
        rows.append(row)
    return rows


def _seals(acts, boxes):
    seals = []
    for number, at in ((1, "2026-05-08T12:00:00Z"), (2, "2026-05-15T23:00:00Z")):
        for box in boxes:
            sealed = [commitment for commitment, seal, _replaced in box.commitments if seal <= number]
            final = len(box.ballots) + box.annulled
            marks = min(final, len(sealed)) if number == 1 else final
            facts = {"scope": box.key, "number": number, "root": merkle.root(sealed), "commitments": len(sealed),
                     "ballots": marks, "marks": marks}  # fmt: skip
            act = _append(acts, "voting.batch_sealed", at, {"poll": POLL, **facts})
            seals.append({**facts, "sealed_at": at, "act_hash": act["hash"]})
    last = {s["scope"]: {k: s[k] for k in ("ballots", "marks", "root")} for s in seals if s["number"] == 2}
    _append(acts, "voting.poll_closed", "2026-05-15T23:00:00Z", {"poll": POLL, "scopes": last})
    return seals


def _versions(plans, boxes, batches, rules, acts, count):
    settings = rules["settings"]
    seed = sha256(rules)
    frozen = PriorityRules(
        Decimal(settings["ceiling"]), Decimal("0.80"), Decimal("0.20"), "highest", tuple(TIES), "skip",
        Decimal(settings["remainder_below"]), seed,
    )  # fmt: skip
    tally = {box.key: Counter(choice for ballot in box.ballots for choice in ballot) for box in boxes}
    by_hand = Counter()
    for batch in batches:
        tally[batch["scope"]].update(batch["votes"])
        by_hand[batch["scope"]] += batch["valid"] or 0
    lists = [
        ListFacts(box.key, Decimal("9000000.00") if box.key == "0601" else None,
                  sum(1 for b in box.ballots if b) + by_hand[box.key], box.roll_valid)
        for box in boxes
    ]  # fmt: skip
    found = []
    for version in range(1, count + 1):
        lag = count - version
        candidates = [_candidate(plan, tally[plan["list"]][plan["cui"]], lag) for plan in plans]
        ranking = prioritize(candidates, lists, frozen)
        inputs = inputs_data(candidates, lists, frozen)
        act = {"version": version, "inputs_hash": sha256(inputs)}
        _append(acts, "budgeting.computed_result", "2026-06-01T12:00:00Z", act)
        found.append({
            "version": version, "reason": "" if version == 1 else "Se corrigió un monto.", "rules_hash": sha256(rules),
            "computed_at": "2026-06-01T12:00:00Z", "published_at": "2026-06-20T15:00:00Z", **act,
            "draw_seed": seed, "ceiling": settings["ceiling"], "assigned": f"{ranking.assigned:.2f}",
            "balance": f"{ranking.balance:.2f}", "inputs": inputs, "rows": [row_data(row) for row in ranking.rows],
        })  # fmt: skip
    return found


def _candidate(plan, votes, lag):
    return Candidate(
        key=plan["cui"], list_key=plan["list"], technical_score=Decimal(plan["technical_score"]), votes=votes,
        amount=Decimal(plan["amount"]) + lag, provinces=plan["provinces"], beneficiaries=plan["beneficiaries"],
        viable_on=None if plan["viable_on"] is None else date.fromisoformat(plan["viable_on"]),
        meets_coverage=plan["meets_coverage"], remainder_only=plan["remainder_only"],
    )  # fmt: skip


def _append(acts, kind, at, payload):
    act = {
        "chain": "space:pp-demo", "sequence": len(acts) + 1, "at": at, "kind": kind, "actor_role": "system",
        "actor_number": None, "subject_kind": "", "subject_number": None, "subject_label": "",
        "payload": canonical_json(payload), "previous_hash": acts[-1]["hash"] if acts else "",
    }  # fmt: skip
    act["hash"] = act_hash(act)
    acts.append(act)
    return act


def inputs_data(candidates, lists, rules):
    """Every input of `prioritize`, in the words of the package: amounts with two decimals, scores with four."""
    return {
        "ceiling": money(rules.ceiling),
        "technical_weight": money(rules.technical_weight),
        "vote_weight": money(rules.vote_weight),
        "normalization": str(rules.normalization),
        "tie_order": [str(criterion) for criterion in rules.tie_order],
        "fill_rule": str(rules.fill_rule),
        "remainder_below": None if rules.remainder_below is None else money(rules.remainder_below),
        "draw_seed": rules.draw_seed,
        "lists": [
            {**asdict(facts), "ceiling": None if facts.ceiling is None else money(facts.ceiling)} for facts in lists
        ],
        "candidates": [candidate_data(candidate) for candidate in candidates],
    }


def row_data(row):
    return {
        "project": row.candidate.key,
        "list": row.candidate.list_key,
        "position": row.position,
        "fill_position": row.fill_position,
        "technical_score": score(row.candidate.technical_score),
        "votes": row.candidate.votes,
        "vote_base": row.vote_base,
        "vote_score": score(row.vote_score),
        "technical_part": score(row.technical_part),
        "vote_part": score(row.vote_part),
        "total": score(row.total),
        "amount": money(row.candidate.amount),
        "outcome": str(row.outcome),
        "remainder_only": row.candidate.remainder_only,
        "by_remainder": row.by_remainder,
        "balance_before": money(row.balance_before),
        "balance_after": money(row.balance_after),
        "tie_criterion": str(row.tie_criterion),
        "tied_with": list(row.tied_with),
    }


def money(value):
    return f"{value:.2f}"


def score(value):
    return f"{value:.4f}"


def candidate_data(candidate):
    return {
        **asdict(candidate),
        "technical_score": score(candidate.technical_score),
        "amount": money(candidate.amount),
        "viable_on": candidate.viable_on.isoformat() if candidate.viable_on else None,
    }
