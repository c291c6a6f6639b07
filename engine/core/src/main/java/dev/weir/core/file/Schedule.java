package dev.weir.core.file;

import java.time.ZoneId;

/**
 * When a flow is started.
 *
 * @param cron five fields: minute, hour, day of month, month, day of week
 */
public record Schedule(String cron, ZoneId zone) {}
