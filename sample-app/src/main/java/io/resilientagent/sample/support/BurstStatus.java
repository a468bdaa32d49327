package io.resilientagent.sample.support;

/**
 * How far the last burst has come.
 *
 * @param running whether more is going to be asked
 * @param asked how many questions have been asked
 * @param skipped how many were not, because too many others waited for their answers
 * @param success how many were answered as well as can be
 * @param degraded how many were answered otherwise
 * @param failed how many were not answered
 */
public record BurstStatus(boolean running, int asked, int skipped, int success, int degraded, int failed) {}
