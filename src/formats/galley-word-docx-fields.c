/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-word-docx-fields.h"

#include <string.h>

#include "galley-export.h"

#define MAX_FIELDS 100
#define MAX_INSTRUCTION 4096

typedef enum
{
  FIELD_PLAIN,
  FIELD_CONTENTS,
  FIELD_CLOCK,
} FieldKind;

/**
 * Field:
 * @simple: whether it is an element, and not what stands between characters of fields
 * @shown: whether its instruction ended, so that its text is the document's
 * @link: (nullable): where it leads
 */
typedef struct
{
  gboolean simple;
  gboolean shown;
  GString *instruction;
  FieldKind kind;
  const char *link;
} Field;

static void
free_field (gpointer data)
{
  Field *field = data;

  g_string_free (field->instruction, TRUE);
  g_free (field);
}

void
docx_fields_init (DocxFields *self, WordStory *story)
{
  *self = (DocxFields) {
    .story = story,
    .fields = g_ptr_array_new_with_free_func (free_field),
    .links = g_string_chunk_new (4096),
  };
}

void
docx_fields_clear (DocxFields *self)
{
  g_ptr_array_unref (self->fields);
  g_string_chunk_free (self->links);
}

static Field *
get_last (const DocxFields *self)
{
  return self->fields->len > 0 ? g_ptr_array_index (self->fields, self->fields->len - 1) : NULL;
}

/* The first word of an instruction after its name that is no switch: “HYPERLINK "https://…" \o "…"”. */
static char *
dup_argument (const char *instruction)
{
  const char *p = instruction + strcspn (instruction, " ");

  p += strspn (p, " ");
  if (*p == '"')
    return g_strndup (p + 1, strcspn (p + 1, "\""));
  return *p == '\\' ? g_strdup ("") : g_strndup (p, strcspn (p, " "));
}

/* Ends the instruction of a field: what follows is what came of it. */
static void
judge (DocxFields *self, Field *field)
{
  static const char *const clocks[] = { "CREATEDATE", "DATE", "PRINTDATE", "SAVEDATE", "TIME", NULL };
  const char *instruction = g_strstrip (field->instruction->str);
  g_autofree char *word = g_strndup (instruction, strcspn (instruction, " ")), *name = g_ascii_strup (word, -1);

  field->shown = TRUE;
  if (g_strv_contains (clocks, name))
    {
      field->kind = FIELD_CLOCK;
      word_story_open_range (self->story, "clock", G_MAXSIZE, FALSE);
    }
  else if (g_str_equal (name, "TOC") || g_str_equal (name, "INDEX"))
    field->kind = FIELD_CONTENTS;
  else if (g_str_equal (name, "HYPERLINK"))
    {
      g_autofree char *target = dup_argument (instruction);

      field->link = *target && galley_export_is_safe_uri (target) ? g_string_chunk_insert_const (self->links, target) : NULL;
    }
}

/* Returns: (transfer none) (nullable): a new field, or %NULL where they are nested deeper than anybody does */
static Field *
start_field (DocxFields *self, gboolean simple)
{
  Field *field;

  if (self->fields->len >= MAX_FIELDS)
    {
      self->n_deeper++;
      return NULL;
    }
  field = g_new0 (Field, 1);
  field->simple = simple;
  field->instruction = g_string_new (NULL);
  g_ptr_array_add (self->fields, field);
  return field;
}

static void
end_field (DocxFields *self, gboolean simple)
{
  const Field *field = get_last (self);
  g_autofree char *shown = NULL;

  if (self->n_deeper > 0)
    {
      self->n_deeper--;
      return;
    }
  if (field == NULL || field->simple != simple)
    return;
  shown = field->kind == FIELD_CLOCK ? word_story_close_range (self->story, "clock") : NULL;
  g_ptr_array_set_size (self->fields, (int) self->fields->len - 1);
  if (shown)
    word_story_omit (self->story, "field", shown);
}

void
docx_fields_start_simple (DocxFields *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *instruction = galley_xml_attributes_dup (attributes, "instr");
  Field *field = start_field (self, TRUE);

  if (field == NULL)
    return;
  g_string_append (field->instruction, instruction ? instruction : "");
  judge (self, field);
}

void
docx_fields_end_simple (DocxFields *self)
{
  end_field (self, TRUE);
}

/* A character that begins a field, ends its instruction, or ends it. */
void
docx_fields_read_character (DocxFields *self, const GalleyXmlAttributes *attributes)
{
  g_autofree char *type = galley_xml_attributes_dup (attributes, "fldCharType");
  Field *field = get_last (self);

  if (g_strcmp0 (type, "begin") == 0)
    start_field (self, FALSE);
  else if (g_strcmp0 (type, "separate") == 0 && field && !field->shown)
    judge (self, field);
  else if (g_strcmp0 (type, "end") == 0)
    end_field (self, FALSE);
}

void
docx_fields_add_instruction (DocxFields *self, const char *text, gsize length)
{
  Field *field = get_last (self);

  if (field && !field->shown && field->instruction->len < MAX_INSTRUCTION)
    g_string_append_len (field->instruction, text, (gssize) length);
}

/* Whether what is shown now is a table of contents or an index. */
gboolean
docx_fields_are_contents (const DocxFields *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    if (((Field *) g_ptr_array_index (self->fields, i))->kind == FIELD_CONTENTS)
      return TRUE;
  return FALSE;
}

/* Returns: (transfer none) (nullable): where the text of now leads, by its fields; lives as long as @self */
const char *
docx_fields_get_link (const DocxFields *self)
{
  for (guint i = self->fields->len; i > 0; i--)
    if (((Field *) g_ptr_array_index (self->fields, i - 1))->link)
      return ((Field *) g_ptr_array_index (self->fields, i - 1))->link;
  return NULL;
}
