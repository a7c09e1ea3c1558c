"""The public record that every published thing has: short code, followers, words to search, and the thread."""

from django.db import models


class Dossier(models.Model):
    """One row per published thing. Attach downward: a project, an idea, a process holds the key to its dossier."""

    code = models.CharField(max_length=8, unique=True)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=400)
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    path = models.CharField(max_length=300)
    state = models.CharField(max_length=60, blank=True)
    entity_slug = models.SlugField(max_length=80, blank=True)
    space_slug = models.SlugField(max_length=120, blank=True)
    # 2, 4 or 6 digits; empty is the whole country. Several places: the department they share.
    ubigeo = models.CharField(max_length=6, blank=True)
    published_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)
    follower_count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "-published_at"], name="dossier_by_kind"),
            models.Index(fields=["-published_at", "-id"], name="dossier_by_date"),
            # What the map and the home count: answered without touching the rows.
            models.Index(fields=["ubigeo", "published_at"], name="dossier_by_place"),
            models.Index(fields=["space_slug", "kind"], name="dossier_by_space"),
        ]

    def __str__(self) -> str:
        return self.title


class Follow(models.Model):
    dossier = models.ForeignKey(Dossier, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey("accounts.User", on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["dossier", "user"], name="one_follow_per_person")]


class Link(models.Model):
    """A step of the thread: what came of `source` is `target` («se convirtió en», «responde a», «prioriza»)."""

    source = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_forward")
    target = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="links_back")
    kind = models.CharField(max_length=40)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="one_link_of_a_kind")]


class Word(models.Model):
    """A word that some published record has used: what a mistyped one is compared with."""

    text = models.CharField(max_length=30, primary_key=True)
