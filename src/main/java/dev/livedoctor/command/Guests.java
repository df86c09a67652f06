package dev.livedoctor.command;

import java.util.Set;

/**
 * Who may on a platform, as ids of users or channels.
 *
 * @param open whether everybody may ask whom the platform lets call
 * @param askers who may ask, where not everybody may
 * @param muters who may mute
 */
record Guests(boolean open, Set<String> askers, Set<String> muters) {

    boolean mayAsk(Call call) {
        return open || among(askers, call);
    }

    boolean mayMute(Call call) {
        return among(muters, call);
    }

    private static boolean among(Set<String> ids, Call call) {
        return ids.contains(call.user()) || ids.contains(call.channel());
    }
}
