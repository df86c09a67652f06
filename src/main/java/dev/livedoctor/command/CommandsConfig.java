package dev.livedoctor.command;

import dev.livedoctor.diagnosis.Language;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which platforms may call: those whose secret is here. */
@ConfigMapping(prefix = "livedoctor.commands")
public interface CommandsConfig {

    /** Slack. */
    Slack slack();

    /** Feishu and Lark. */
    Feishu feishu();

    /** DingTalk; the secret is the robot's app secret. */
    Secretive dingtalk();

    /** Discord. */
    Discord discord();

    /** Telegram; the secret is what the webhook was set with. */
    Secretive telegram();

    /** Who may on one platform. */
    interface Access {
        /** Users and channels that may ask. Without it everybody may, on Telegram nobody: a bot there is open to the world. */
        Optional<Set<String>> mayAsk();

        /** Users and channels that may mute rooms. */
        Optional<Set<String>> mayMute();

        /** The language of answers where neither the words nor the platform tell. */
        Optional<Language> language();
    }

    /** A platform that shares a secret with us. */
    interface Secretive extends Access {
        /** The secret by which calls are known. */
        Optional<String> secret();

        /** A file with the secret. */
        Optional<Path> secretFile();
    }

    /** Slack; the secret is the app's signing secret. */
    interface Slack extends Secretive {
        /** Where answers may be sent to. */
        @WithDefault("https://hooks.slack.com,https://hooks.slack-gov.com")
        Set<String> responseOrigins();
    }

    /** Feishu and Lark; the secret is the app's encrypt key. */
    interface Feishu extends Secretive {
        /** The app's verification token; asked for where it is set. */
        Optional<String> verificationToken();

        /** The id of the app. */
        Optional<String> appId();

        /** The secret of the app, by which answers are sent. */
        Optional<String> appSecret();

        /** A file with the secret of the app. */
        Optional<Path> appSecretFile();

        /** Where the API is; https://open.larksuite.com for Lark. */
        @WithDefault("https://open.feishu.cn")
        String api();
    }

    /** Discord. */
    interface Discord extends Access {
        /** The application's public key. */
        Optional<String> publicKey();
    }
}
