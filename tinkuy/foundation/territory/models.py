"""Departments, provinces and districts by INEI code, with the RENIEC alias (law.md 7.2, table 1.17)."""

from django.db import models


class Place(models.Model):
    """What the three levels have in common. Unknown is null, never zero."""

    code = models.CharField(max_length=6, primary_key=True)
    reniec_code = models.CharField(max_length=6, blank=True, db_index=True)
    name = models.CharField(max_length=120)
    folded_name = models.CharField(max_length=120, blank=True, db_index=True)
    capital = models.CharField(max_length=120, blank=True)
    population = models.PositiveIntegerField(null=True)
    area_km2 = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    poverty_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    extreme_poverty_pct = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    hdi = models.DecimalField(max_digits=6, decimal_places=4, null=True)

    class Meta:
        abstract = True
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def level(self) -> str:
        """The name of the level, in the words of `LEVEL_NAMES`."""
        raise NotImplementedError


class Department(Place):
    @property
    def level(self) -> str:
        return "department"


class Province(Place):
    department = models.ForeignKey(Department, on_delete=models.PROTECT, related_name="provinces")

    @property
    def level(self) -> str:
        return "province"


class District(Place):
    province = models.ForeignKey(Province, on_delete=models.PROTECT, related_name="districts")

    @property
    def level(self) -> str:
        return "district"
