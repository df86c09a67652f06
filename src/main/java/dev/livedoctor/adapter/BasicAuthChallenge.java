package dev.livedoctor.adapter;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

/** Senders come here that give their password only once they are asked for it, such as Amazon SNS. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@interface BasicAuthChallenge {}
