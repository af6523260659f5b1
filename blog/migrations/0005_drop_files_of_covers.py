from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("blog", "0004_covers_become_pictures")]

    operations = [
        migrations.RemoveField(model_name="entry", name="cover_credit"),
        migrations.RemoveField(model_name="entry", name="cover_height"),
        migrations.RemoveField(model_name="entry", name="cover_width"),
        migrations.RemoveField(model_name="entry", name="cover_file"),
    ]
