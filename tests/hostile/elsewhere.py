"""Rows that other tests hold, because they need what the hostile server can't give; each names the tests."""

ELSEWHERE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        map(str, range(1, 17)),
        ("tests/unit/crawlers/test_guard.py::test_forbidden_addresses",
         "tests/unit/crawlers/test_guard.py::test_a_link_to_a_private_address"),
    ),
    "17": ("tests/unit/crawlers/test_guard.py::test_row_17_a_public_name_of_a_private_address",
           "tests/unit/crawlers/test_guard.py::test_row_17_a_private_address_among_public_ones"),
    "18": ("tests/unit/crawlers/test_guard.py::test_row_18_rebinding",),
    "19": ("tests/unit/crawlers/test_guard.py::test_rows_19_and_20_redirects",),
    "20": ("tests/unit/crawlers/test_guard.py::test_rows_19_and_20_redirects",),
    "21": ("tests/unit/crawlers/test_guard.py::test_a_link_to_a_private_address",),
    "22": ("tests/unit/crawlers/test_guard.py::test_row_22_a_sitemap_of_private_links",
           "tests/unit/crawlers/test_guard.py::test_row_22_images_and_a_canonical_link"),
    "23": ("tests/unit/crawlers/test_guard.py::test_row_23_user_and_password",),
    "24": ("tests/unit/crawlers/test_guard.py::test_row_24_a_port_that_is_none_of_the_source",
           "tests/unit/crawlers/test_guard.py::test_row_24_a_port_of_the_source"),
    "70": ("tests/contract/test_store.py::test_no_sign_is_syntax",),
    "71": ("tests/contract/test_elastic_documents.py::test_every_field_is_in_the_mapping",
           "tests/services/test_elastic.py::test_a_document_that_the_index_refuses_is_that_one_alone"),
    "72": ("tests/contract/test_elastic_documents.py::test_what_can_never_be_written_is_said",
           "tests/contract/test_store.py::test_a_bad_document_does_not_keep_the_others_out"),
}  # fmt: skip
"""Where rows 60 to 69 are tested sign by sign: tests/slack/test_slack_card.py and tests/web/test_hostile.py."""
