<?php
// Makes the tables and the owner, and prints an application password for the REST API.
// Arguments: the site's title, the owner's password.
define( 'WP_INSTALLING', true );
// WordPress asks for it where no request is.
$_SERVER['HTTP_HOST'] = parse_url( getenv( 'BANTIN_LIVE_BASE' ), PHP_URL_HOST );
require getenv( 'BANTIN_LIVE_SITE' ) . '/wp-load.php';

// In place of WordPress' own: no mail to anybody, no sample post, page and comment.
function wp_new_blog_notification() {}
function wp_install_defaults( $user_id ) {
	wp_insert_term( 'Uncategorized', 'category', array( 'slug' => 'uncategorized' ) );
}
require ABSPATH . 'wp-admin/includes/upgrade.php';

$site = wp_install( $argv[1], 'admin', 'admin@khcn.example.vn', true, '', $argv[2] );
update_option( 'timezone_string', 'Asia/Ho_Chi_Minh' );
update_option( 'permalink_structure', '/%postname%/' );
update_option( 'default_comment_status', 'closed' );
// WordPress makes the rules anew when it finds none.
delete_option( 'rewrite_rules' );

$made = WP_Application_Passwords::create_new_application_password( $site['user_id'], array( 'name' => 'live' ) );
if ( is_wp_error( $made ) ) {
	fwrite( STDERR, $made->get_error_message() . "\n" );
	exit( 1 );
}
echo $made[0];
