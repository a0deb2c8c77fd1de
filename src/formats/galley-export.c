/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-formats"

#include "config.h"

#include "galley-export.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "galley-durable.h"
#include "galley-export-private.h"
#include "galley-export-proof.h"
#include "galley-furniture.h"
#include "galley-layout.h"
#include "galley-office.h"
#include "galley-review.h"
#include "galley-source-notes.h"
#include "galley-store-error.h"

/* Every format that there is; a new one is a line here and a function. */
static const GalleyExportFormat formats[] = {
  { "pdf", N_ ("PDF document"), "application/pdf", FALSE, galley_export_pdf, .read = galley_export_read_pdf },
  { "docx", N_ ("Word document"), GALLEY_DOCX_TYPE, FALSE, galley_export_docx, .read = galley_export_read_docx },
  { "odt", N_ ("OpenDocument text"), GALLEY_ODT_TYPE, FALSE, galley_export_odt, .read = galley_export_read_odt },
  { "html", N_ ("Web page"), "text/html", FALSE, galley_export_html, .read = galley_export_read_html },
  { "wechat.html", N_ ("WeChat article"), "text/html", FALSE, galley_export_wechat, .read = galley_export_read_wechat,
    .titled = TRUE, .pictures = GALLEY_EXPORT_PICTURES_INSIDE },
  { "ninjs.json", N_ ("News item for agencies (ninjs)"), "application/json", FALSE, galley_export_ninjs,
    .read = galley_export_read_ninjs, .titled = TRUE },
  { "md", N_ ("Markdown"), "text/markdown", FALSE, galley_export_markdown, .read = galley_export_read_markdown,
    .pictures = GALLEY_EXPORT_PICTURES_BESIDE },
  { "txt", N_ ("Plain text"), "text/plain", FALSE, galley_export_text, .read = galley_export_read_text },
  { "png", N_ ("Picture"), "image/png", FALSE, galley_export_png },
  { "epub", N_ ("EPUB book"), "application/epub+zip", FALSE, .write_edition = galley_export_epub,
    .read = galley_export_read_epub },
  { "rss", N_ ("RSS feed"), "application/rss+xml", FALSE, .write_edition = galley_export_rss, .read = galley_export_read_feed,
    .titled = TRUE },
  { "atom", N_ ("Atom feed"), "application/atom+xml", FALSE, .write_edition = galley_export_atom,
    .read = galley_export_read_feed, .titled = TRUE },
  { "xlsx", N_ ("Excel workbook of the indicators"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    TRUE, galley_export_xlsx, .read = galley_export_read_sheets },
  { "ods", N_ ("OpenDocument spreadsheet of the indicators"), "application/vnd.oasis.opendocument.spreadsheet",
    TRUE, galley_export_ods, .read = galley_export_read_sheets },
  { "csv", N_ ("CSV text of the indicators"), "text/csv", TRUE, galley_export_csv, .read = galley_export_read_sheets },
};

/**
 * galley_export_get_formats:
 * @n_formats: (out)
 *
 * Returns: (transfer none) (array length=n_formats): the formats, the commonest first
 */
const GalleyExportFormat *
galley_export_get_formats (guint *n_formats)
{
  *n_formats = G_N_ELEMENTS (formats);
  return formats;
}

/* Whether @name ends with a dot and @extension, or is it. */
static gboolean
has_extension (const char *name, const char *extension)
{
  gsize length = strlen (name), n = strlen (extension);

  return length >= n && g_ascii_strcasecmp (name + length - n, extension) == 0 &&
         (length == n || name[length - n - 1] == '.');
}

/**
 * galley_export_find_format:
 * @filename: a name with an extension, in any case, or an extension alone; of two that fit, such as "html" and
 *   "wechat.html", the longer counts
 * @error: %GALLEY_FORMATS_ERROR_UNKNOWN
 *
 * Returns: (nullable) (transfer none): the format that such a file has
 */
const GalleyExportFormat *
galley_export_find_format (const char *filename, GError **error)
{
  g_autofree char *name = g_path_get_basename (filename);
  const char *dot = strrchr (name, '.'), *extension = dot ? dot + 1 : name;
  const GalleyExportFormat *found = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (has_extension (name, formats[i].extension) &&
          (!found || strlen (formats[i].extension) > strlen (found->extension)))
        found = &formats[i];
      g_string_append_printf (known, "%s%s", i > 0 ? ", " : "", formats[i].extension);
    }
  if (found)
    return found;
  g_set_error (error,
               GALLEY_FORMATS_ERROR,
               GALLEY_FORMATS_ERROR_UNKNOWN,
               _("%s: no format has the extension “%s”; use one of: %s"),
               filename,
               dot ? extension : "",
               known->str);
  return NULL;
}

/* A format writes one bulletin, or one or several. */
static GBytes *
make_bytes (const GalleySnapshot *const *bulletins,
            const GalleyExportOptions *options,
            guint n_bulletins,
            const GalleyExportFormat *format,
            GCancellable *cancellable,
            GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return format->write_edition ? format->write_edition (bulletins, options, n_bulletins, cancellable, error)
                               : format->write (bulletins[0], options, cancellable, error);
}

/**
 * galley_export_to_bytes:
 * @options: (nullable)
 * @error: in the domain #GALLEY_FORMATS_ERROR, #GALLEY_LAYOUT_ERROR for a theme, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (nullable) (transfer full): the bulletin in that format
 */
GBytes *
galley_export_to_bytes (const GalleySnapshot *snapshot,
                        const GalleyExportFormat *format,
                        const GalleyExportOptions *options,
                        GCancellable *cancellable,
                        GError **error)
{
  static const GalleyExportOptions none = { 0 };

  g_return_val_if_fail (snapshot != NULL && format != NULL, NULL);

  return make_bytes (&snapshot, options ? options : &none, 1, format, cancellable, error);
}

static gboolean
fail_to_write (const char *filename, const char *reason, GError **error)
{
  g_set_error (error,
               GALLEY_FORMATS_ERROR,
               GALLEY_FORMATS_ERROR_WRITE,
               _("%s: could not be written: %s; choose another place or make room"),
               filename,
               reason);
  return FALSE;
}

/* Names the file in an error of making it (transfer full). */
static gboolean
fail_to_make (const char *filename, GError *reason, GError **error)
{
  if (!g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_prefix_error (&reason, "%s: ", filename);
  g_propagate_error (error, reason);
  return FALSE;
}

/* A device or pipe is written into; it cannot be replaced. */
static gboolean
write_through (const char *filename, GBytes *bytes, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = g_open (filename, O_WRONLY | O_CLOEXEC | O_NOCTTY), saved;

  if (fd < 0)
    return fail_to_write (filename, g_strerror (errno), error);
  if (galley_durable_write_all (fd, data, size))
    return close (fd) == 0 ? TRUE : fail_to_write (filename, g_strerror (errno), error);
  saved = errno;
  close (fd);
  return fail_to_write (filename, g_strerror (saved), error);
}

/* What is to be proved of a file that was written, and what enters its place with it. */
typedef struct
{
  const GalleySnapshot *const *bulletins;
  const GalleyExportOptions *options;
  guint n_bulletins;
  const GalleyExportFormat *format;
  GalleyExportFiles *files;
  guint n_figures;
} Claim;

static gboolean
prove (Claim *claim, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  return galley_export_prove (claim->bulletins, claim->options, claim->n_bulletins, claim->format, bytes, &claim->n_figures,
                              cancellable, error);
}

static gboolean
prove_cb (const char *path, gpointer data, GCancellable *cancellable, GError **error)
{
  Claim *claim = data;
  g_autoptr (GBytes) written = galley_durable_read (path, G_MAXUINT32, cancellable, error);

  return written && prove (claim, written, cancellable, error) &&
         (!claim->files || galley_export_files_enter (claim->files, error));
}

static gboolean
is_special (const char *filename)
{
  GStatBuf info;

  return g_stat (filename, &info) == 0 && !S_ISREG (info.st_mode) && !S_ISDIR (info.st_mode);
}

/* Replaces what @filename names by what is proved, or leaves it as it was. A link stays a link and a file keeps its
 * permissions. */
static gboolean
replace (const char *filename, GBytes *bytes, Claim *claim, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  if (is_special (filename))
    {
      if (!prove (claim, bytes, cancellable, &local_error))
        return fail_to_make (filename, g_steal_pointer (&local_error), error);
      return write_through (filename, bytes, error);
    }
  if (g_access (filename, F_OK) == 0 && g_access (filename, W_OK) != 0)
    return fail_to_write (filename, g_strerror (errno), error);
  if (galley_durable_replace_checked (filename, bytes, prove_cb, claim, cancellable, &local_error))
    {
      if (claim->files)
        galley_export_files_finish (claim->files);
      return TRUE;
    }
  if (claim->files)
    galley_export_files_leave (claim->files);
  if (local_error->domain != GALLEY_STORE_ERROR)
    return fail_to_make (filename, g_steal_pointer (&local_error), error);
  g_set_error_literal (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_WRITE, local_error->message);
  return FALSE;
}

/* A pipe or device has nothing beside it. Formats of which the pictures have a choice hold one bulletin. */
static gboolean
wants_files (const GalleyExportFormat *format, const GalleyExportOptions *options, const char *filename)
{
  GalleyExportPictures pictures = options->pictures ? options->pictures : format->pictures;

  return format->pictures && pictures == GALLEY_EXPORT_PICTURES_BESIDE && !is_special (filename);
}

/**
 * galley_export_edition:
 * @bulletins: (array length=n_bulletins): in the order in which they are read
 * @options: (array length=n_bulletins): of each
 * @n_bulletins: at least 1
 * @filename: where to; a file that is there is replaced whole or not at all
 * @format: (nullable): %NULL for the one that the extension says
 * @n_figures: (out) (optional): how many figures were proved
 * @error: as for galley_export(), or %GALLEY_FORMATS_ERROR_UNKNOWN for a format that holds one bulletin alone
 *
 * As galley_export(), of several bulletins as one file.
 *
 * Returns: whether it was written
 */
gboolean
galley_export_edition (const GalleySnapshot *const *bulletins,
                       const GalleyExportOptions *options,
                       guint n_bulletins,
                       const char *filename,
                       const GalleyExportFormat *format,
                       guint *n_figures,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (n_bulletins > 0 && filename != NULL, FALSE);

  Claim claim = { bulletins, options, n_bulletins, format };
  g_autoptr (GalleyExportFiles) files = NULL;
  GalleyExportOptions with_files;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) local_error = NULL;

  if (!claim.format && !(claim.format = galley_export_find_format (filename, error)))
    return FALSE;
  if (n_bulletins > 1 && !claim.format->write_edition)
    {
      g_set_error (error, GALLEY_FORMATS_ERROR, GALLEY_FORMATS_ERROR_UNKNOWN,
                   _("%s: a file of this kind holds one bulletin; several go into one of: %s"), filename, "epub, rss, atom");
      return FALSE;
    }
  if (wants_files (claim.format, options, filename))
    {
      files = galley_export_files_new (filename);
      with_files = *options;
      with_files.files = claim.files = files;
      claim.options = &with_files;
    }
  bytes = make_bytes (bulletins, claim.options, n_bulletins, claim.format, cancellable, &local_error);
  if (!bytes || (files && !galley_export_files_write (files, cancellable, &local_error)))
    return fail_to_make (filename, g_steal_pointer (&local_error), error);
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !replace (filename, bytes, &claim, cancellable, error))
    return FALSE;
  if (n_figures)
    *n_figures = claim.n_figures;
  return TRUE;
}

/**
 * galley_export:
 * @filename: where to; a file that is there is replaced whole or not at all
 * @format: (nullable): %NULL for the one that the extension says
 * @options: (nullable)
 * @error: as for galley_export_find_format(), galley_export_to_bytes() and galley_export_prove(), or
 *   %GALLEY_FORMATS_ERROR_WRITE; the message begins with @filename
 *
 * Writes a bulletin in a format, durably. The file is read back from the disk and its figures are compared with the
 * bulletin's before it takes its place, and what is beside it takes its own with it. Blocks; call it in a thread.
 *
 * Returns: whether it was written
 */
gboolean
galley_export (const GalleySnapshot *snapshot,
               const char *filename,
               const GalleyExportFormat *format,
               const GalleyExportOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  static const GalleyExportOptions none = { 0 };

  return galley_export_edition (&snapshot, options ? options : &none, 1, filename, format, NULL, cancellable, error);
}

/* Returns: (transfer full): what a format without footnotes writes: @snapshot, with the sources of its figures if asked for */
GalleySnapshot *
galley_export_with_sources (const GalleySnapshot *snapshot, const GalleyExportOptions *options)
{
  return options && options->sources ? galley_source_notes_apply (snapshot) : galley_snapshot_ref ((GalleySnapshot *) snapshot);
}

/* Lays out for a format whose own theme is @theme. */
GalleyDisplayList *
galley_export_lay_out (const GalleySnapshot *snapshot,
                       const GalleyExportOptions *options,
                       const char *theme,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (GalleyTheme) loaded = galley_theme_load (options->theme ? options->theme : theme, error);
  g_autoptr (GalleySnapshot) shown = galley_export_with_sources (snapshot, options);
  GalleyLayoutOptions layout_options = {
    .folder = options->folder,
    .notice = options->notice,
    .state = galley_review_state_get_title (galley_review_state (snapshot)),
  };

  return loaded ? galley_layout (shown, loaded, &layout_options, NULL, cancellable, error) : NULL;
}

/**
 * galley_export_get_notice:
 *
 * Returns: (nullable) (transfer none): the notice that an export carries unless somebody asks for one without: 未签发 where
 *   the bulletin is not signed, 已撤稿 where it was taken back
 */
const char *
galley_export_get_notice (const GalleySnapshot *snapshot)
{
  if (galley_review_state (snapshot) == GALLEY_REVIEW_WITHDRAWN)
    return GALLEY_WITHDRAWN_NOTICE;
  return galley_review_is_signed (snapshot) ? NULL : GALLEY_UNSIGNED_NOTICE;
}

/**
 * galley_export_is_safe_uri:
 *
 * Returns: whether a link may be put where a reader can follow it
 */
gboolean
galley_export_is_safe_uri (const char *uri)
{
  static const char *const schemes[] = { "http:", "https:", "mailto:" };

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_ascii_strncasecmp (uri, schemes[i], strlen (schemes[i])) == 0)
      return g_utf8_validate (uri, -1, NULL);
  return FALSE;
}

/* The first @length bytes of @text with signs for the characters that XML does not have (XML 1.0, 2.2) and readers of
 * other formats stumble over: controls and what is no character. */
char *
galley_export_clean (const char *text, gsize length)
{
  GString *clean = g_string_sized_new (length + 1);

  for (const char *end = text + length; text < end; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);
      gboolean fit = (c >= 0x20 && c < 0x7f) || c == '\t' || c == '\n' || (c >= 0xa0 && c != 0xfffe && c != 0xffff);

      g_string_append_unichar (clean, fit ? c : 0xfffd);
    }
  return g_string_free (clean, FALSE);
}

/**
 * galley_export_dup_place:
 * @options: of the export
 * @picture: as galley_picture_prepare() gave it, or drawn
 *
 * Returns: (transfer full): where markup finds the picture: beside the file, where it is put, or in the markup itself
 */
char *
galley_export_dup_place (const GalleyExportOptions *options, GBytes *picture, const char *media_type)
{
  g_autofree char *base64 = NULL;

  if (options->files)
    return galley_export_files_add_picture (options->files, picture, media_type);
  base64 = g_base64_encode (g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
  return g_strdup_printf ("data:%s;base64,%s", media_type, base64);
}

/* How wide the widest line of @text is, in widths of a digit; Han and other wide characters take two. */
guint
galley_export_measure (const char *text)
{
  guint width = 0, widest = 0;

  for (; *text; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      width = c == '\n' ? 0 : width + (g_unichar_iswide (c) ? 2 : 1);
      widest = MAX (widest, width);
    }
  return widest;
}
