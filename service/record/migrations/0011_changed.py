from django.db import migrations, models
from django.db.models import Max


def from_the_record(apps, editor):
    """When each thread last changed, as far as its comments and the decisions on them tell."""
    Comment, Decision = apps.get_model("discussion", "Comment"), apps.get_model("discussion", "Decision")
    found = {}
    for rows, slug, moment in ((Comment.objects, "thread", "decided"), (Decision.objects, "comment__thread", "at")):
        for thread, last in rows.order_by().values_list(slug).annotate(last=Max(moment)):
            found[thread] = max(filter(None, (found.get(thread), last)), default=None)
    for thread, last in found.items():
        apps.get_model("discussion", "Thread").objects.filter(pk=thread).update(changed=last)


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0010_folded'),
    ]

    operations = [
        migrations.AddField(
            model_name='thread',
            name='changed',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.RunPython(from_the_record, migrations.RunPython.noop),
    ]
