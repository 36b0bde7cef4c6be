from django.db import migrations, models

from service.text.folding import fold

AT_ONCE = 500


def fold_all(apps, editor):
    """Fold what was written before there was a search for it."""
    for model, names in (("comment", ("name", "body")), ("answer", ("value",))):
        model = apps.get_model("discussion", model)
        statement = f"UPDATE {model._meta.db_table} SET folded = %s WHERE id = %s"
        last = 0
        while rows := list(model.objects.filter(pk__gt=last).order_by("pk").values_list("pk", *names)[:AT_ONCE]):
            folded = [("\n".join(map(fold, words)), pk) for pk, *words in rows]
            with editor.connection.cursor() as cursor:
                cursor.executemany(statement, folded)
            last = rows[-1][0]


class Migration(migrations.Migration):

    dependencies = [
        ('discussion', '0009_fewer_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='answer',
            name='folded',
            field=models.TextField(default='', editable=False),
        ),
        migrations.AddField(
            model_name='comment',
            name='folded',
            field=models.TextField(default='', editable=False),
        ),
        migrations.RunPython(fold_all, migrations.RunPython.noop),
    ]
