package dev.livedoctor.adapter;

import java.time.ZoneId;

/**
 * Where logs of OBS are taken that come as a whole.
 *
 * @param zone in which OBS runs where a log does not say so
 * @param mapping what they mean
 * @param recorder where their snapshots go
 * @param stats what came of them
 */
record ObsSource(ZoneId zone, Mapping<ObsMapping> mapping, Recorder recorder, SourceStats stats) {}
