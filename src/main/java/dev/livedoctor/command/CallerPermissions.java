package dev.livedoctor.command;

import java.util.Set;

/**
 * Who may on a platform, as ids of users or channels.
 *
 * @param open whether everybody may ask whom the platform lets call
 * @param askers who may ask, where not everybody may
 * @param muters who may mute
 */
record CallerPermissions(boolean open, Set<String> askers, Set<String> muters) {

    boolean mayAsk(CommandRequest call) {
        return open || among(askers, call);
    }

    boolean mayMute(CommandRequest call) {
        return among(muters, call);
    }

    private static boolean among(Set<String> ids, CommandRequest call) {
        return ids.contains(call.user()) || ids.contains(call.channel());
    }
}
