import reportedly


def test_halves_of_surrogate_pairs_and_nul_are_replaced() -> None:
    record = reportedly.read("Police said 12 people were killed.\x00 \udc80 \ud83d", published="2022-01-01")
    assert [issue.code for issue in record.issues] == ["lone-surrogate", "nul-character"]
    assert record.report.text.count("\ufffd") == 3
    assert [figure.number for figure in record.figures] == [12]
