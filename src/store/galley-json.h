/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How deep a bulletin's file may nest. The reader itself takes up to twice that, for what is wrapped around values. */
#define GALLEY_JSON_MAX_DEPTH 64

typedef enum
{
  GALLEY_JSON_OBJECT,
  GALLEY_JSON_ARRAY,
  GALLEY_JSON_STRING,
  GALLEY_JSON_NUMBER,
  GALLEY_JSON_LITERAL, /* true, false, null */
} GalleyJsonType;

/**
 * GalleyJson:
 *
 * A JSON text and an index of its values. Values are numbers: 0 is the outermost one, and since that is nobody's child,
 * 0 also stands for none. Nothing is converted before it is asked for, so numbers and strings keep their very bytes;
 * json-glib would turn 12.50 into 12.5, cap integers, and keep the last of duplicate members.
 */
typedef struct _GalleyJson GalleyJson;

GalleyJson *galley_json_new (GBytes *bytes,
                             guint max_depth,
                             GError **error);
void galley_json_free (GalleyJson *json);

GalleyJsonType galley_json_get_value_type (const GalleyJson *json,
                                           guint value);
const char *galley_json_get_name (const GalleyJson *json,
                                  guint value);
guint galley_json_get_first (const GalleyJson *json,
                             guint value);
guint galley_json_get_next (const GalleyJson *json,
                            guint value);
guint galley_json_find (const GalleyJson *json,
                        guint object,
                        const char *name);
const char *galley_json_get_raw (const GalleyJson *json,
                                 guint value,
                                 gsize *length);

gboolean galley_json_expect (const GalleyJson *json,
                             guint value,
                             GalleyJsonType type,
                             GError **error);
char *galley_json_dup_string (const GalleyJson *json,
                              guint value,
                              GError **error);
gboolean galley_json_get_uint (const GalleyJson *json,
                               guint value,
                               guint *number,
                               GError **error);
char *galley_json_dup_path (const GalleyJson *json,
                            guint value);
void galley_json_set_error (const GalleyJson *json,
                            guint value,
                            GError **error,
                            const char *format,
                            ...) G_GNUC_PRINTF (4, 5);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GalleyJson, galley_json_free)

G_END_DECLS
