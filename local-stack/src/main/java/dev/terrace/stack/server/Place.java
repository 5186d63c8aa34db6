package dev.terrace.stack.server;

import dev.terrace.stack.host.PidBook;
import dev.terrace.stack.host.Programs;
import java.nio.file.Path;

/**
 * Where servers live.
 *
 * @param data the directory below which each keeps its data
 * @param logs the directory of their logs
 * @param programs where their programs come from
 * @param book where their processes are written down
 * @param durable whether acknowledged writes must outlive a power cut; tests do without
 */
public record Place(Path data, Path logs, Programs programs, PidBook book, boolean durable) {}
