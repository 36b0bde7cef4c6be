"""The budget of a first visit. A size is the same on every machine, so it is a test and not only a measurement."""

import subprocess
import sys

import pytest

from bench.weight import BUDGET, CALCULATOR_BUDGET, calculator, first_visit


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    output = tmp_path_factory.mktemp("output")
    subprocess.run([sys.executable, "-m", "pelican", "content", "-s", "pelican.conf.py", "-o", output], check=True)
    return output


@pytest.fixture(scope="module")
def weight(output, browser):
    return first_visit(output, "follow-up", browser)


@pytest.mark.parametrize("part", BUDGET)
def test_a_first_visit_stays_within_its_budget(weight, part):
    assert 0 < weight[part] <= BUDGET[part]


def test_the_calculator_of_an_article_stays_within_its_budget_with_all_that_comes_on_use(output):
    assert 0 < calculator(output) <= CALCULATOR_BUDGET
