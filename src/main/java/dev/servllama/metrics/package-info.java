/**
 * What is counted and timed: each number in one Dropwizard registry and nowhere else, read from
 * there as JSON, by Prometheus, and over JMX.
 */
package dev.servllama.metrics;
