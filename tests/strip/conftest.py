from tests.plan.conftest import address, run
from tests.plan.reading import article, visit

__all__ = ["address", "article", "run", "visit"]
