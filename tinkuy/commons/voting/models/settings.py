from django.db import models
from django.db.models import Q


class VotingSettings(models.Model):
    """What a space decides of its vote before there is a poll; frozen with the poll's rules when it is prepared."""

    space = models.OneToOneField("spaces.Space", on_delete=models.CASCADE, related_name="voting_settings")
    is_nominal = models.BooleanField(default=False)
    allows_revote = models.BooleanField(default=False)
    challenge_hours = models.PositiveIntegerField(default=72)
    has_run_off = models.BooleanField(default=False)
    takes_web = models.BooleanField(default=True)
    takes_desk = models.BooleanField(default=False)
    takes_paper = models.BooleanField(default=False)
    takes_assembly = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(takes_web=True) | Q(takes_desk=True) | Q(takes_paper=True) | Q(takes_assembly=True),
                name="a_space_takes_votes_by_some_channel",
            ),
            models.CheckConstraint(
                condition=Q(challenge_hours__gte=1, challenge_hours__lte=720), name="a_challenge_takes_hours"
            ),
        ]
