"""Marked names on their way from a corpus to what the tagger is trained on."""

from __future__ import annotations

import lzma
from pathlib import Path

from nlp.training.augment import Replacer, augmented
from nlp.training.entity_corpora import MarkedSentence, caraner, marked, uner_ewt, wikigold
from nlp.training.entity_data import tagged
from nlp.types import EntityKind

PERSON, ORGANIZATION, PLACE = EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE


def names_of(sentence: MarkedSentence) -> list[tuple[str, EntityKind]]:
    return [(sentence.text[start:end], kind) for start, end, kind in sentence.names]


def test_bio_labels_become_names() -> None:
    sentence = marked(
        [("Ada", "B-PER"), ("Moss", "I-PER"), ("left", "O"), ("Oslo", "B-LOC"), ("Bank", "B-ORG"), ("Monday", "B-MISC")]
    )
    assert sentence.text == "Ada Moss left Oslo Bank Monday"
    assert names_of(sentence) == [("Ada Moss", PERSON), ("Oslo", PLACE), ("Bank", ORGANIZATION)]


def test_neighbouring_names_stay_apart_by_their_b() -> None:
    sentence = marked([("Oslo", "B-LOC"), ("Bergen", "B-LOC")])
    assert names_of(sentence) == [("Oslo", PLACE), ("Bergen", PLACE)]


def test_a_hyphen_cut_off_by_a_treebank_is_joined_again() -> None:
    sentence = marked([("Guinea", "B-LOC"), ("-", "I-LOC"), ("Bissau", "I-LOC"), ("won", "O"), ("2", "O"), ("-", "O")])
    assert sentence.text == "Guinea-Bissau won 2 -"
    assert names_of(sentence) == [("Guinea-Bissau", PLACE)]


def test_tags_follow_our_own_tokens() -> None:
    sentence = MarkedSentence("Ada Moss's pro-Oslo «talk»", ((0, 8, PERSON), (15, 19, PLACE)))
    assert tagged(sentence) == [
        ("Ada", "B-PERSON"), ("Moss", "E-PERSON"), ("'s", "O"), ("pro-Oslo", "S-PLACE"),
        ("«", "O"), ("talk", "O"), ("»", "O"),
    ]  # fmt: skip


def test_a_token_that_is_mostly_something_else_is_no_name() -> None:
    assert tagged(MarkedSentence("the Oslo-supported deal", ((4, 8, PLACE),)))[1] == ("Oslo-supported", "O")


def test_forms_are_folded() -> None:
    assert tagged(MarkedSentence("أحمد في ١٢", ((0, 4, PERSON),))) == [("احمد", "S-PERSON"), ("في", "O"), ("00", "O")]


def test_readers_of_each_format(tmp_path: Path) -> None:
    files = {
        "ar_caraner.csv.xz": (
            "Sentence_ID,Word_ID,Word,Annotator1,Annotator2,Agreed_Label,Revised_Label\n"
            "1,1,زار,O,O,O,O\n1,2,سامي,O,O,O,B_PER\n1,3,الوزير,O,O,O,B_TIT\n2,1,حلب,O,O,O,B_LOC\n"
        ),
        "en_uner_ewt_train.iob2.xz": "# sent_id = 1\n1\tAda\tB-PER\t-\tx\n2\tran\tO\t-\tx\n\n# x\n1\tOslo\tB-LOC\n",
        "en_wikigold.conll.xz": "Bank I-ORG\nof I-ORG\nOslo I-ORG\n. O\n\nAda I-PER\n",
    }
    for name, text in files.items():
        with lzma.open(tmp_path / name, "wt", encoding="utf-8") as handle:
            handle.write(text)

    assert [names_of(s) for s in caraner(tmp_path)] == [[("سامي", PERSON)], [("حلب", PLACE)]]
    assert [names_of(s) for s in uner_ewt(tmp_path, "train")] == [[("Ada", PERSON)], [("Oslo", PLACE)]]
    assert [names_of(s) for s in wikigold(tmp_path)] == [[("Bank of Oslo", ORGANIZATION)], [("Ada", PERSON)]]


def test_replaced_names_keep_their_place_and_kind() -> None:
    sentences = [
        marked([("Ada", "B-PER"), ("Moss", "I-PER"), ("left", "O"), ("Oslo", "B-LOC"), (".", "O")]),
        marked([("Bo", "B-PER"), ("Lund", "I-PER"), ("joined", "O"), ("Northbank", "B-ORG")]),
        marked([("Nothing", "O"), ("here", "O")]),
    ]
    replacer = Replacer(sentences, {PLACE: ["Bergen"]}, given=["Kari"], seed=7)

    result = list(augmented(sentences, replacer))

    assert [sentence for sentence in result if sentence in sentences] == sentences
    assert len(result) == 5
    for original, copy in ((sentences[0], result[1]), (sentences[1], result[3])):
        assert [kind for *_, kind in copy.names] == [kind for *_, kind in original.names]
        outside = [word for word, tag in tagged(copy) if tag == "O"]
        assert outside == [word for word, tag in tagged(original) if tag == "O"]
    assert {name for copy in (result[1], result[3]) for name, kind in names_of(copy) if kind is PLACE} <= {
        "Oslo",
        "Bergen",
    }
