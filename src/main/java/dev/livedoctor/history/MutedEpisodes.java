package dev.livedoctor.history;

import dev.livedoctor.alert.Episode;
import dev.livedoctor.alert.EpisodeChange;
import java.util.List;

/** Open episodes that nobody was told of because of a mute. Who tells of changes asks here what became of them when the mute ends. */
public final class MutedEpisodes {
    private final History history;

    MutedEpisodes(History history) {
        this.history = history;
    }

    /** Keeps back {@code change}, unless something of its episode is kept back already: that will be told first. */
    public void add(EpisodeChange change) {
        history.open()
                .writer()
                .commit(connection -> connection
                        .prepare(
                                "INSERT INTO withheld (episode, change) VALUES (?, ?) ON CONFLICT (episode) DO NOTHING",
                                change.episode().id(),
                                change.id())
                        .executeUpdate());
    }

    /** What was kept back, in order, each with its episode as it is now. */
    public List<EpisodeChange> all() {
        return history.open().reader().rows("""
                        SELECT c.content, e.content FROM withheld w JOIN episode_change c ON c.id = w.change
                        JOIN episode e ON e.id = w.episode ORDER BY w.change""", row -> {
            EpisodeChange change = AlertStateJson.change(row.getString(1));
            Episode episode = AlertStateJson.episode(row.getString(2));
            return new EpisodeChange(change.id(), change.at(), change.what(), change.detail(), episode);
        });
    }

    /** Forgets the episode with this id: it was told, or is over. */
    public void remove(long episode) {
        history.open()
                .writer()
                .commit(connection -> connection
                        .prepare("DELETE FROM withheld WHERE episode = ?", episode)
                        .executeUpdate());
    }
}
