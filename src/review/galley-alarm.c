/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_LOG_DOMAIN "galley-review"

#include "config.h"

#include "galley-alarm.h"

#include <errno.h>
#include <glib-unix.h>
#include <sys/timerfd.h>
#include <unistd.h>

/* A timeout of GLib counts the time that the machine is awake. What is due at an hour needs the clock on the wall. */

typedef struct
{
  int timer;
  GSourceOnceFunc func;
  gpointer data;
} Alarm;

static void
alarm_free (gpointer data)
{
  Alarm *self = data;

  close (self->timer);
  g_free (self);
}

static gboolean
rung_cb (int timer, GIOCondition condition, gpointer data)
{
  Alarm *self = data;

  self->func (self->data);
  return G_SOURCE_REMOVE;
}

/**
 * galley_alarm_add:
 * @when: (nullable): %NULL for no instant
 * @func: called once
 *
 * Calls @func in the main loop at that instant, at once where it has passed, also where the machine slept over it; and before it
 * where the clock was set or the machine woke up, for then the caller's reckoning may be another.
 *
 * Returns: the id of a source, to be removed as any; 0 where the system has no timer to give
 */
guint
galley_alarm_add (GDateTime *when, GSourceOnceFunc func, gpointer data)
{
  /* A time of zero would switch the timer off; one that the kernel cannot count to never comes. */
  struct itimerspec time = { .it_value.tv_sec = when ? MAX (g_date_time_to_unix (when), 1) : G_MAXINT32 };
  Alarm *self = g_new (Alarm, 1);

  *self = (Alarm) { timerfd_create (CLOCK_REALTIME, TFD_NONBLOCK | TFD_CLOEXEC), func, data };
  if (when)
    time.it_value.tv_nsec = g_date_time_get_microsecond (when) * 1000;
  if (self->timer < 0 || timerfd_settime (self->timer, TFD_TIMER_ABSTIME | TFD_TIMER_CANCEL_ON_SET, &time, NULL) < 0)
    {
      g_warning ("No timer: %s", g_strerror (errno));
      alarm_free (self);
      return 0;
    }
  return g_unix_fd_add_full (G_PRIORITY_DEFAULT, self->timer, G_IO_IN, rung_cb, self, alarm_free);
}
