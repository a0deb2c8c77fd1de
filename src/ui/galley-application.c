/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-ui"

#include "config.h"

#include "galley-application.h"

#include <glib/gi18n-lib.h>

#include "galley-preferences.h"
#include "galley-style.h"
#include "galley-window.h"
#include "galley-workbook.h"

struct _GalleyApplication
{
  AdwApplication parent_instance;

  gboolean recovered;
};

G_DEFINE_FINAL_TYPE (GalleyApplication, galley_application, ADW_TYPE_APPLICATION)

/* The one table of keys: bound by the application and shown by the shortcuts dialog. Those without an action are
 * the editor's and the table's own. */
static const GalleyShortcut shortcuts[] = {
  { "app.new", "<Control>n", N_ ("New bulletin"), N_ ("Bulletins") },
  { "win.open", "<Control>o", N_ ("Open or import"), N_ ("Bulletins") },
  { "win.import", "<Control><Shift>o", N_ ("Import texts"), N_ ("Bulletins") },
  { "win.new-from-clipboard", "<Control><Shift>v", N_ ("New bulletin from the clipboard"), N_ ("Bulletins") },
  { "win.save", "<Control>s", N_ ("Save"), N_ ("Bulletins") },
  { "win.save-as", "<Control><Shift>s", N_ ("Save as"), N_ ("Bulletins") },
  { "win.export", "<Control>e", N_ ("Export"), N_ ("Bulletins") },
  { "win.copy-wechat", "<Control><Shift>c", N_ ("Copy for WeChat"), N_ ("Bulletins") },
  { "win.print", "<Control>p", N_ ("Print"), N_ ("Bulletins") },
  { "window.close", "<Control>w", N_ ("Close the window"), N_ ("Bulletins") },
  { "app.preferences", "<Control>comma", N_ ("Preferences"), N_ ("Window") },
  { "app.quit", "<Control>q", N_ ("Quit"), N_ ("Bulletins") },
  { "win.undo", "<Control>z", N_ ("Undo"), N_ ("Writing") },
  { "win.redo", "<Control><Shift>z", N_ ("Redo"), N_ ("Writing") },
  { "win.find", "<Control>f", N_ ("Find"), N_ ("Writing") },
  { "win.replace", "<Control>h", N_ ("Find and replace"), N_ ("Writing") },
  { "win.find-next", "<Control>g", N_ ("Next match"), N_ ("Writing") },
  { "win.find-previous", "<Control><Shift>g", N_ ("Previous match"), N_ ("Writing") },
  { NULL, "Escape", N_ ("Close find and replace"), N_ ("Writing") },
  { NULL, "<Alt><Shift>Up <Alt><Shift>Down", N_ ("Move the block"), N_ ("Writing") },
  { "win.extract", "<Control><Shift>e", N_ ("Extract indicators from the text"), N_ ("Figures") },
  { "win.proof-card", "<Control>period", N_ ("Proof card of the figure at the caret"), N_ ("Figures") },
  { "win.insert-table", "<Control><Shift>t", N_ ("Insert a table of the indicators"), N_ ("Figures") },
  { "win.insert-free-table", "<Control><Alt>t", N_ ("Insert a free table"), N_ ("Writing") },
  { "win.insert-chart", "<Control><Shift>h", N_ ("Insert a chart"), N_ ("Figures") },
  { "win.insert-picture", "<Control><Shift>p", N_ ("Insert a picture"), N_ ("Writing") },
  { NULL, "Delete", N_ ("Remove the picture that has the focus"), N_ ("Writing") },
  { NULL, "F2", N_ ("Edit the cell"), N_ ("Table") },
  { NULL, "Delete", N_ ("Clear the selected cells"), N_ ("Table") },
  { NULL, "<Control>d", N_ ("Fill down"), N_ ("Table") },
  { NULL, "<Shift>space", N_ ("Select whole rows"), N_ ("Table") },
  { NULL, "<Control>Return", N_ ("Insert a row below"), N_ ("Table") },
  { NULL, "<Control><Shift>Return", N_ ("Insert a row above"), N_ ("Table") },
  { NULL, "<Control>Delete", N_ ("Remove the selected rows"), N_ ("Table") },
  { NULL, "<Alt>Up <Alt>Down", N_ ("Move the selected rows"), N_ ("Table") },
  { NULL, "<Control>bracketright", N_ ("Indent under the total"), N_ ("Table") },
  { NULL, "<Control>bracketleft", N_ ("Outdent"), N_ ("Table") },
  { NULL, "<Alt>Return", N_ ("Row details"), N_ ("Table") },
  { NULL, "<Control><Shift>l", N_ ("Search and filter rows"), N_ ("Table") },
  { NULL, "<Alt>Up <Alt>Down", N_ ("Insert a row above or below, in a table"), N_ ("Writing") },
  { NULL, "<Alt>Left <Alt>Right", N_ ("Insert a column before or after, in a table"), N_ ("Writing") },
  { "win.roll", "<Control><Shift>n", N_ ("Roll to the next quarter"), N_ ("Bulletins") },
  { "win.next-problem", "F8", N_ ("Next problem"), N_ ("Figures") },
  { "win.previous-problem", "<Shift>F8", N_ ("Previous problem"), N_ ("Figures") },
  { "win.next-suggestion", "F7", N_ ("Next suggestion"), N_ ("Review") },
  { "win.previous-suggestion", "<Shift>F7", N_ ("Previous suggestion"), N_ ("Review") },
  { "win.accept-suggestion", "<Control>F7", N_ ("Accept the chosen suggestions"), N_ ("Review") },
  { "win.reject-suggestion", "<Control><Shift>F7", N_ ("Reject the chosen suggestions"), N_ ("Review") },
  { "win.send-on", "<Control><Alt>Return", N_ ("Send to the next stage"), N_ ("Review") },
  { "win.send-back", "<Control><Alt>r", N_ ("Return for revision"), N_ ("Review") },
  { "win.history", "<Control><Alt>h", N_ ("Version history"), N_ ("Review") },
  { NULL, "F8 <Shift>F8", N_ ("Next or previous difference, where versions are compared"), N_ ("Review") },
  { "win.comment", "<Control><Alt>m", N_ ("Comment"), N_ ("Review") },
  { NULL, "<Shift>Return", N_ ("Line break within a block"), N_ ("Writing") },
  { NULL, "<Control>b", N_ ("Emphasis"), N_ ("Writing") },
  { NULL, "<Control>k", N_ ("Link"), N_ ("Writing") },
  { NULL, "<Control><Alt>0", N_ ("Paragraph"), N_ ("Writing") },
  { NULL, "<Control><Alt>1", N_ ("Heading"), N_ ("Writing") },
  { NULL, "<Control><Alt>2", N_ ("Subheading"), N_ ("Writing") },
  { NULL, "<Control><Alt>3", N_ ("Item"), N_ ("Writing") },
  { NULL, "<Control><Alt>8", N_ ("Subitem"), N_ ("Writing") },
  { NULL, "<Control><Alt>4", N_ ("Quotation"), N_ ("Writing") },
  { NULL, "<Control><Alt>5", N_ ("Lead"), N_ ("Writing") },
  { NULL, "<Control><Alt>6", N_ ("Editor’s note"), N_ ("Writing") },
  { NULL, "<Control><Alt>7", N_ ("Headline"), N_ ("Writing") },
  { NULL, "<Alt>Up <Alt>Down", N_ ("Move the section in the outline"), N_ ("Writing") },
  { "win.zoom-in", "<Control>plus", N_ ("Larger text"), N_ ("Window") },
  { "win.zoom-out", "<Control>minus", N_ ("Smaller text"), N_ ("Window") },
  { "win.zoom-reset", "<Control>0", N_ ("Text in its own size"), N_ ("Window") },
  { "win.focus-mode", "<Control><Shift>f", N_ ("Focus mode"), N_ ("Window") },
  { "win.focus-article", "F6", N_ ("Go to the article"), N_ ("Window") },
  { "win.show-preview", "<Control>1", N_ ("Preview"), N_ ("Window") },
  { "win.show-problems", "<Control>2", N_ ("Problems"), N_ ("Window") },
  { "win.show-notes", "<Control>4", N_ ("Suggestions and comments"), N_ ("Window") },
  { "win.show-details", "<Control>3", N_ ("Details"), N_ ("Window") },
  { "win.show-review", "<Control>5", N_ ("Review stages"), N_ ("Window") },
  { "win.toggle-sidebar", "F9", N_ ("Library and outline"), N_ ("Window") },
  { "win.shortcuts", "<Control>question", N_ ("Keyboard shortcuts"), N_ ("Window") },
};

static GalleyWindow *
get_window (GalleyApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  return GALLEY_IS_WINDOW (window) ? GALLEY_WINDOW (window) : NULL;
}

static GalleyWindow *
new_window (GalleyApplication *self)
{
  GalleyWindow *window = galley_window_new (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* A window to open something in: the active one where it holds nothing yet. */
static GalleyWindow *
window_for_opening (GalleyApplication *self)
{
  GalleyWindow *window = get_window (self);

  return window && galley_window_is_pristine (window) ? window : new_window (self);
}

/* A spreadsheet is for the table of the bulletin that is being written, all else for a window of its own. */
static void
open_file (GalleyApplication *self, GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  GalleyWindow *window = galley_workbook_is_name (uri) ? get_window (self) : NULL;

  galley_window_open (window ? window : window_for_opening (self), file);
}

/* What was being written when the program last ended without closing it comes back first. */
static void
recover (GalleyApplication *self)
{
  if (self->recovered)
    return;
  self->recovered = TRUE;
  galley_window_recover_drafts (self);
}

static void
new_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  galley_window_open_new (new_window (self));
}

static void
open_sample_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  galley_window_open_sample (window_for_opening (self));
}

static void
open_uri_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  open_file (self, file);
}

static void
quit_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  GList *windows = g_list_copy (gtk_application_get_windows (self));

  /* Each window says whether something would be lost; the program ends with the last of them. */
  for (GList *l = windows; l; l = l->next)
    gtk_window_close (l->data);
  g_list_free (windows);
}

static void
about_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  AdwDialog *dialog = adw_about_dialog_new ();

  g_object_set (dialog, "application-name", _("Galley"), "application-icon", GALLEY_APP_ID, "version", GALLEY_VERSION,
                "developer-name", _("The Galley contributors"), "license-type", GTK_LICENSE_GPL_3_0, "comments",
                _("Bulletins whose every figure is proved"), "translator-credits", _("translator-credits"), NULL);
  adw_dialog_present (dialog, GTK_WIDGET (get_window (self)));
}

static void
preferences_action (GSimpleAction *action, GVariant *parameter, gpointer self)
{
  galley_preferences_present (GTK_WIDGET (get_window (self)));
}

static const GActionEntry actions[] = {
  { .name = "new", .activate = new_action },
  { .name = "open-sample", .activate = open_sample_action },
  { .name = "open-uri", .activate = open_uri_action, .parameter_type = "s" },
  { .name = "preferences", .activate = preferences_action },
  { .name = "quit", .activate = quit_action },
  { .name = "about", .activate = about_action },
};

static void
galley_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (galley_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (shortcuts[i].action)
      gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action,
                                             (const char *[]){ shortcuts[i].accelerator, NULL });
  galley_style_follow_settings ();
  gtk_window_set_default_icon_name (GALLEY_APP_ID);
}

static void
galley_application_activate (GApplication *application)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  recover (self);
  if (get_window (self))
    gtk_window_present (GTK_WINDOW (get_window (self)));
  else
    galley_window_open_first (new_window (self));
}

static void
galley_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  GalleyApplication *self = GALLEY_APPLICATION (application);

  recover (self);
  for (int i = 0; i < n_files; i++)
    open_file (self, files[i]);
}

static void
galley_application_class_init (GalleyApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);

  application_class->startup = galley_application_startup;
  application_class->activate = galley_application_activate;
  application_class->open = galley_application_open;
}

static void
galley_application_init (GalleyApplication *self)
{
}

GalleyApplication *
galley_application_new (void)
{
  return g_object_new (GALLEY_TYPE_APPLICATION, "application-id", GALLEY_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/galleydesk/Galley", NULL);
}

/**
 * galley_application_list_shortcuts:
 * @n_shortcuts: (out): how many there are
 *
 * Returns: (array length=n_shortcuts) (transfer none): every key that the program knows, by group; titles are msgids
 */
const GalleyShortcut *
galley_application_list_shortcuts (guint *n_shortcuts)
{
  *n_shortcuts = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}
